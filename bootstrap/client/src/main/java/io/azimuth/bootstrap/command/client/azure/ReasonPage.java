package io.azimuth.bootstrap.command.client.azure;

/** Where the documents describe a code of a refusal: the same address for every auth method. */
final class ReasonPage {

  private static final String PAGE = "docs/reference/codes.md#";

  private ReasonPage() {}

  /** Returns the page of the distribution with the section of a code. */
  static String of(String code) {
    return PAGE + code;
  }
}
