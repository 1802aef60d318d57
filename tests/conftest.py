"""Makes this folder one that tests import from: what several of their folders need is in modules beside this one."""
