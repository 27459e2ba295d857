"""Chat models of LangChain's type: one that llama.cpp runs in this process, and one that a server answers for."""
