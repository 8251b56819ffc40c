package com.example.hosts;

import io.azimuth.domain.login.LoginCheck;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** What a host sends, and the checks of it that need nothing but its key. */
record SignedRequest(String role, String host, String time, String signature) {

  static final Field<String> HOST = Field.text("host", "the name of the host");
  static final Field<String> TIME = Field.text("time", "now, such as 2026-11-25T12:00:00Z");
  static final Field<String> SIGNATURE =
      Field.text("signature", "over role, host and time, a line each, in Base64");

  private static final Duration MINUTE = Duration.ofMinutes(1);

  static SignedRequest of(String role, Fields fields) {
    return new SignedRequest(
        role, fields.value(HOST), fields.value(TIME), fields.value(SIGNATURE).strip());
  }

  LoginCheck signed(Optional<PublicKey> key) {
    if (key.isEmpty()) {
      return LoginCheck.failed(HostCheck.SIGNATURE, HostDenial.HOST_UNKNOWN, "a known host", host);
    }
    return verifies(key.get())
        ? LoginCheck.passed(HostCheck.SIGNATURE, "", host)
        : LoginCheck.failed(HostCheck.SIGNATURE, HostDenial.SIGNATURE_WRONG, "", host);
  }

  private boolean verifies(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update((role + "\n" + host + "\n" + time).getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  LoginCheck timely(Instant now) {
    return isNear(now)
        ? LoginCheck.passed(HostCheck.TIME, "", time)
        : LoginCheck.failed(HostCheck.TIME, HostDenial.TIME_TOO_FAR, "about " + now, time);
  }

  private boolean isNear(Instant now) {
    try {
      return Duration.between(now, Instant.parse(time)).abs().compareTo(MINUTE) <= 0;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }
}
