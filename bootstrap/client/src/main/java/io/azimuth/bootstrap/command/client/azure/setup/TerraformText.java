package io.azimuth.bootstrap.command.client.azure.setup;

/** Texts of Terraform. Source: the Terraform language, "Strings and Templates". */
final class TerraformText {

  private TerraformText() {}

  /** The text in double quotes; nothing of it is a template. */
  static String of(String text) {
    return "\""
        + SingleLineText.require(text)
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("${", "$${")
            .replace("%{", "%%{")
        + "\"";
  }
}
