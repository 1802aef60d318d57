"""Test runners: which one a package has, how it is started, which modules it takes for tests, where a new test goes."""
