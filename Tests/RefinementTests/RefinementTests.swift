import Testing
@Suite struct RefinementTests {}
