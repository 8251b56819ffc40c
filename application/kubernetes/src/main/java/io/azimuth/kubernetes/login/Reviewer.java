package io.azimuth.kubernetes.login;

/** Whose token is shown to the API server. */
enum Reviewer {
  /** The one that an operator wrote. */
  CONFIGURED("token_reviewer_jwt"),
  /** That of the pod of this server. */
  OWN_POD("the service account of this server's pod"),
  /** The token of the login itself. */
  CALLER("the token itself");

  private final String title;

  Reviewer(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
