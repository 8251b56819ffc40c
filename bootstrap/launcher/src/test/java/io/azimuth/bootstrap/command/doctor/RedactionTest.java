package io.azimuth.bootstrap.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  private final Redaction redaction =
      new Redaction(List.of(SecretText.of("my-own-words"), SecretText.of("")));

  @ParameterizedTest
  @CsvSource({
    "id azs.AbCdEf0123456789 x, id (removed) x",
    "hvs.CAESIJmxlong_token-0, (removed)",
    "jwt=eyJhbGciOiJSUzI1.eyJzdWIiOiIx.c2ln end, jwt=(removed) end",
    "http://user:pa55@proxy:3128/, http://(removed)@proxy:3128/",
    "https://x.blob/y?sv=1&sig=abc%2F&z=1, https://x.blob/y?sv=1&sig=(removed)&z=1",
    "token my-own-words twice my-own-words, token (removed) twice (removed)",
  })
  void secretsAreRemoved(String text, String left) {
    assertThat(redaction.of(text)).isEqualTo(left);
  }

  @Test
  void privateKeysAreRemoved() {
    String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nrest";

    assertThat(redaction.of(pem)).isEqualTo("(removed)\nrest");
  }

  @ParameterizedTest
  @CsvSource({
    "/var/lib/azimuth/data",
    "aaaaaaaa-0000-4000-8000-000000000010",
    "https://login.microsoftonline.com/common",
    "azimuth_audit_room_bytes 42",
  })
  void allElseStays(String text) {
    assertThat(redaction.of(text)).isEqualTo(text);
  }
}
