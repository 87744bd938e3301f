"""The library for assistants that speak the Model Context Protocol, over stdio and streamable HTTP.

    values   what the tools return: their fields are the published output schemas
    tools    what each tool does, over an open library and within the asker's rights
    server   the MCP server that offers them, and how it is run or mounted

Importing this package loads nothing of ``mcp``; importing its ``server`` does.
"""
