package io.azimuth.load;

/** What a login proves, and so what it costs. */
enum LoginKind {
  /** The token alone says who it is. */
  PRINCIPAL("web", "principal"),
  /** Resource Manager is asked for the machine, once per machine. */
  MACHINE("machine", "machine"),
  /** Microsoft Graph is asked for groups that did not fit the token, once per person. */
  GROUP_OVERAGE("crowd", "group overage");

  private final String role;
  private final String words;

  LoginKind(String role, String words) {
    this.role = role;
    this.words = words;
  }

  /** The role for service tokens, or the one for batch tokens. */
  String role(boolean batch) {
    return batch ? role + "-batch" : role;
  }

  String words() {
    return words;
  }
}
