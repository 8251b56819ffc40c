package io.azimuth.bootstrap.command;

import java.util.Map;

/**
 * Explains an unknown command. For a command of {@code vault}, the message names the equivalent of
 * this program.
 */
final class UnknownCommand {

  private static final Map<String, String> INSTEAD =
      Map.of(
          "kv",
          "azimuth read secret/data/NAME; azimuth write secret/data/NAME - with"
              + " {\"data\":{\"key\":\"value\"}} on standard input; azimuth list secret/metadata",
          "secrets",
          "azimuth write sys/mounts/PATH type=kv-v2; azimuth read sys/mounts;"
              + " azimuth delete sys/mounts/PATH",
          "audit",
          "azimuth write sys/audit/NAME - with"
              + " {\"type\":\"file\",\"options\":{\"file_path\":\"audit.log\"}} on standard input;"
              + " azimuth read sys/audit; azimuth delete sys/audit/NAME",
          "lease",
          "azimuth write sys/leases/revoke lease_id=ID; likewise lookup and renew");

  private UnknownCommand() {}

  /** The message, without the name of the program. */
  static String sentence(String name) {
    String instead = INSTEAD.get(name);
    return "there is no command '" + name + "'" + (instead == null ? "" : "; instead: " + instead);
  }
}
