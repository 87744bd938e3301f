/*
 * The chat bubble of youju for any page:
 *
 *   <script src="https://SERVER/widget/widget.js" data-key="READ-ONLY KEY" defer></script>
 *
 * data-server      the server, when it is not the one the script comes from
 * data-key         a read-only key; whoever sees the page sees it, so limit it to what all may read
 * data-collection  ask this collection only
 * data-language    zh-CN or en; the page's or the browser's without it
 * data-title       what the panel is called
 * data-side        left, or right (the default)
 * data-links       off: passages are shown in the bubble only, without a link to their page
 *
 * Everything is drawn in a shadow tree, text only: nothing of a document becomes markup, and nothing
 * but the answers is fetched from anywhere.
 */
