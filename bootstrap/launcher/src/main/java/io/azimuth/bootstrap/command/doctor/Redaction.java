package io.azimuth.bootstrap.command.doctor;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.regex.Pattern;

/** Removes what looks like a secret from a text that others will read. */
final class Redaction {

  private static final String GONE = "(removed)";

  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("\\b(?:az|hv)[sbr]\\.[A-Za-z0-9_-]{8,}"), // tokens
          Pattern.compile("eyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){0,4}"), // JWTs
          Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*-----)?"),
          Pattern.compile("(?<=://)[^/@\\s\"]+(?=@)"), // user and password of an address
          Pattern.compile("(?i)(?<=[?&](?:sig|code|token|password|key|secret)=)[^&\\s\"]+"));

  private final List<SecretText> known;

  /** Creates a redaction that also removes these secrets wherever they are. */
  Redaction(List<SecretText> known) {
    this.known = List.copyOf(known);
  }

  String of(String text) {
    String redacted = text;
    for (SecretText secret : known) {
      redacted = secret.isEmpty() ? redacted : redacted.replace(secret.expose(), GONE);
    }
    for (Pattern pattern : SECRETS) {
      redacted = pattern.matcher(redacted).replaceAll(GONE);
    }
    return redacted;
  }
}
