package io.azimuth.bootstrap.command.client.azure.setup;

/** Texts of Bicep. Source: Microsoft Learn, "Data types in Bicep", strings. */
final class BicepText {

  private BicepText() {}

  /** The text in single quotes; nothing of it is an interpolation. */
  static String of(String text) {
    return "'"
        + SingleLineText.require(text)
            .replace("\\", "\\\\")
            .replace("'", "\\'")
            .replace("${", "\\${")
        + "'";
  }
}
