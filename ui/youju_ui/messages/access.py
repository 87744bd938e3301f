"""What is said about keys, users and logging in, on the command line and in the browser."""

from youju_embeddings.errors import Message

# Errors of the registry
BAD_NAME = Message(
    zh="名称要有 1 到 {longest} 个可见字符，首尾不留空格。",
    en="A name has 1 to {longest} visible characters.",
)
KEY_NAME_TAKEN = Message(
    zh="已有名为 {name} 的密钥。换一个名称，或先用 youju keys revoke {name} 撤销它。",
    en="There is a key called {name} already. Choose another name, or revoke that one with youju keys revoke {name}.",
)
NO_KEY = Message(
    zh="没有名称或编号为 {name} 的有效密钥。用 youju keys list 查看。",
    en="There is no key {name} that is not revoked. See youju keys list.",
)
USER_NAME_TAKEN = Message(
    zh="已有用户 {name}。换一个名称，或用 youju users password {name} 修改密码。",
    en="There is a user {name} already. Choose another name, or change the password with youju users password {name}.",
)
NO_USER = Message(
    zh="没有用户 {name}。用 youju users list 查看。",
    en="There is no user {name}. See youju users list.",
)
SHORT_PASSWORD = Message(
    zh="密码至少要 {shortest} 个字符。", en="A password has at least {shortest} characters."
)
NOT_GUARDED = Message(
    zh="拒绝在 {host} 上启动：其他机器可以访问这个地址，而资料库还没有密钥或用户，任何人都能读到你的文档。先运行 youju users add 名称 --role admin（网页登录）或 youju keys create 名称（程序使用），再启动；只在本机使用请用 --host 127.0.0.1（默认）。",
    en="Refusing to start on {host}: other machines can reach that address, and the library has neither a key nor a user, so anyone could read your documents. Run youju users add NAME --role admin (to log in with a browser) or youju keys create NAME (for programs) first; to serve this machine only, use --host 127.0.0.1 (the default).",
)

# Refusals outside the APIs
KEY_NEEDED = Message(
    zh="需要密钥：请在 Authorization 头里发送 Bearer 密钥（youju keys create 建立），或在浏览器登录。",
    en="A key is needed: send it as Authorization: Bearer KEY (youju keys create makes one), or log in with a browser.",
)
TOO_OFTEN = Message(
    zh="请求太频繁，请稍候再试。", en="Too many requests. Wait a moment and try again."
)
LINK_OVER = Message(
    zh="这个链接已过期或已失效。请回到原来的页面，再点一次引用。",
    en="This link is over or not valid. Go back to the page it came from and open the citation again.",
)
READERS_ONLY_READ = Message(
    zh="你的权限是 reader，只能提问和查看，不能增删文档，也不能运行评测。需要时请管理员改用 editor 权限。",
    en="Your role is reader: you may ask and look, not add, change or remove documents or run evaluations. Ask whoever runs the server for the role editor.",
)

# The pages
LOGIN_TITLE = Message(zh="登录有据", en="Log in to Youju")
LOGIN_NAME = Message(zh="用户名", en="User name")
LOGIN_HINT = Message(
    zh="用密钥登录时留空，把密钥填在下面。",
    en="Leave empty to log in with a key, and put the key below.",
)
LOGIN_PASSWORD = Message(zh="密码或密钥", en="Password or key")
LOGIN = Message(zh="登录", en="Log in")
LOGIN_WRONG = Message(
    zh="用户名与密码不符，或密钥无效。请重新输入；忘记密码请让管理员运行 youju users password。",
    en="Name and password do not fit, or the key is not valid. Try again; for a forgotten password ask whoever runs the server for youju users password.",
)
LOGIN_TOO_OFTEN = Message(
    zh="尝试次数太多，请一分钟后再试。", en="Too many tries. Wait a minute and try again."
)
LOGOUT_TITLE = Message(zh="退出登录？", en="Log out?")
LOGOUT = Message(zh="退出登录", en="Log out")

MESSAGES: dict[str, Message] = {
    "keys.created": Message(
        zh="密钥 {name} 已建立，只显示这一次，请妥善保存：",
        en="The key {name} is made. It is shown this once only, keep it safe:",
    ),
    "keys.guarded": Message(
        zh="从现在起，这个资料库的网页和接口都要密钥或登录（撤销密钥后也一样）。网页可用密钥登录，或用 youju users add 添加用户。",
        en="From now on web pages and APIs of this library ask for a key or a login (also when the key is revoked). The web page takes a key, or add users with youju users add.",
    ),
    "keys.empty": Message(
        zh="还没有密钥。用 youju keys create 名称 建立。",
        en="There is no key yet. Make one with youju keys create NAME.",
    ),
    "keys.revoked": Message(
        zh="已撤销密钥 {name}，立即生效。", en="The key {name} is revoked, from this moment on."
    ),
    "keys.active": Message(zh="有效", en="active"),
    "keys.expired": Message(zh="已过期", en="expired"),
    "keys.gone": Message(zh="已撤销", en="revoked"),
    "keys.never": Message(zh="不过期", en="never"),
    "access.everything": Message(zh="全部", en="all"),
    "access.id": Message(zh="编号", en="Id"),
    "access.name": Message(zh="名称", en="Name"),
    "access.role": Message(zh="权限", en="May"),
    "access.collections": Message(zh="集合", en="Collections"),
    "access.created": Message(zh="建立", en="Made"),
    "access.expires": Message(zh="到期", en="Expires"),
    "access.state": Message(zh="状态", en="State"),
    "users.added": Message(zh="已添加用户 {name}。", en="The user {name} is added."),
    "users.removed": Message(
        zh="已删除用户 {name}，其登录立即失效。",
        en="The user {name} is removed; sessions are over from this moment on.",
    ),
    "users.changed": Message(
        zh="用户 {name} 的密码已修改，需重新登录。",
        en="The password of {name} is changed; sessions are over.",
    ),
    "users.empty": Message(
        zh="还没有用户。用 youju users add 名称 添加。",
        en="There is no user yet. Add one with youju users add NAME.",
    ),
    "users.password": Message(zh="密码", en="Password"),
    "users.again": Message(zh="再输一次", en="Once more"),
    "users.differ": Message(
        zh="两次输入的密码不同，请重新运行。", en="The two passwords differ. Run the command again."
    ),
    "users.no_password": Message(
        zh="没有读到密码。请在终端里运行，或用管道送入一行：echo 密码 | youju users add 名称",
        en="No password was given. Run the command in a terminal, or pipe one line into it: echo PASSWORD | youju users add NAME",
    ),
}
"""What ``youju keys`` and ``youju users`` print."""

HELP: dict[str, Message] = {
    "keys_group": Message(
        zh="程序用的密钥：建立、列出、撤销。",
        en="Keys for programs: make, list and revoke them.",
    ),
    "keys.create": Message(
        zh="建立密钥，只显示一次；服务器按它限定权限、集合和频率。",
        en="Make a key, shown once; the server limits what it may do, which collections it sees and how often.",
    ),
    "keys.list": Message(zh="列出密钥（不含密文）。", en="List the keys (never their text)."),
    "keys.revoke": Message(zh="撤销密钥，立即生效。", en="Revoke a key, from this moment on."),
    "keys.name": Message(
        zh="密钥的名称，例如它用于的程序。",
        en="Name of the key, such as the program that uses it.",
    ),
    "keys.which": Message(zh="密钥的名称或编号。", en="Name or id of the key."),
    "keys.scope": Message(
        zh="read 提问和查看，write 还可增删文档，admin 全部。",
        en="read asks and looks, write adds and removes documents too, admin everything.",
    ),
    "keys.days": Message(zh="多少天后过期（默认不过期）。", en="Days until it expires (never)."),
    "access.collection": Message(
        zh="只能看这个集合（可重复；默认全部）。",
        en="May see this collection only (repeatable; all of them otherwise).",
    ),
    "users_group": Message(
        zh="网页登录的用户：添加、列出、删除、改密码。",
        en="People who log in: add, list and remove them, change a password.",
    ),
    "users.add": Message(
        zh="添加用户；密码在终端里输入，或从标准输入读一行。",
        en="Add a user; the password is typed, or read as one line from standard input.",
    ),
    "users.list": Message(zh="列出用户。", en="List the users."),
    "users.remove": Message(
        zh="删除用户，其登录立即失效。", en="Remove a user; sessions end at once."
    ),
    "users.password": Message(
        zh="修改密码，原有登录失效。", en="Change a password; sessions end at once."
    ),
    "users.name": Message(zh="用户名。", en="Name of the user."),
    "users.role": Message(
        zh="reader 提问和查看，editor 还可增删文档，admin 全部。",
        en="reader asks and looks, editor adds and removes documents too, admin everything.",
    ),
    "metavar.days": Message(zh="天数", en="DAYS"),
    "metavar.scope": Message(zh="read|write|admin", en="read|write|admin"),
    "metavar.role": Message(zh="reader|editor|admin", en="reader|editor|admin"),
}
"""The help of both."""
