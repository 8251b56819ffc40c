package io.azimuth.product.leak;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/** The encoded forms of a secret in which it may appear in a text. */
final class SecretForms {

  private SecretForms() {}

  /**
   * The secret unchanged, escaped for JSON and for a URI, in hexadecimal digits, and within any
   * Base64.
   */
  static Set<String> of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      forms.add(within(Base64.getEncoder(), bytes, before));
      forms.add(within(Base64.getUrlEncoder(), bytes, before));
    }
    return forms;
  }

  // The digits that depend only on the secret, when this many bytes come before its first group.
  private static String within(Base64.Encoder encoder, byte[] secret, int before) {
    byte[] all = new byte[before + secret.length];
    Arrays.fill(all, (byte) ':');
    System.arraycopy(secret, 0, all, before, secret.length);
    int first = (before * 8 + 5) / 6;
    int last = all.length * 8 / 6;
    return encoder.encodeToString(all).substring(first, last);
  }
}
