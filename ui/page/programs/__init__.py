"""The five tools that the page offers to programs, over HTTP and over MCP."""
