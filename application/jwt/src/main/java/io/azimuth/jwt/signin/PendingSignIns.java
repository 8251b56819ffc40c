package io.azimuth.jwt.signin;

import io.azimuth.domain.jwt.CodeVerifier;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.MountStorage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The logins of a mount that wait for a person. They are in the storage of the mount, so that
 * another node can end a login. A name begins with the second in which the login expires, so that
 * expired ones come first, and goes on with the hash of the state, which is a secret.
 */
final class PendingSignIns {

  /** How long a person has for a login. */
  static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final String PREFIX = "sign-in/";
  private static final int RANDOM_LENGTH = 43;
  private static final Pattern STATE = Pattern.compile("[0-9]{10}[0-9A-Za-z]{43}");
  private static final int SECONDS_LENGTH = 10;

  private static final Field<String> ISSUER = Field.text("issuer", "");
  private static final Field<String> CLIENT_ID = Field.text("client_id", "");
  private static final Field<String> ROLE = Field.text("role", "");
  private static final Field<String> REDIRECT_URI = Field.text("redirect_uri", "");
  private static final Field<String> NONCE = Field.text("nonce", "");
  private static final Field<String> VERIFIER = Field.text("code_verifier", "");
  private static final Field<String> CLIENT_NONCE = Field.text("client_nonce", "");
  private static final Field<String> DEVICE_CODE = Field.text("device_code", "");

  private PendingSignIns() {}

  /** A new state, whose login expires then. */
  static SecretText newState(SecretGenerator secrets, Instant expires) {
    return SecretText.of(seconds(expires) + secrets.base62(RANDOM_LENGTH));
  }

  /** Stages a login. */
  static void add(MountStorage storage, SecretText state, PendingSignIn signIn) {
    storage.put(
        path(state),
        Value.Obj.builder()
            .put(ISSUER.name(), signIn.issuer())
            .put(CLIENT_ID.name(), signIn.clientId())
            .put(ROLE.name(), signIn.role())
            .put(REDIRECT_URI.name(), signIn.redirectUri())
            .put(NONCE.name(), signIn.nonce().expose())
            .put(VERIFIER.name(), signIn.verifier().text().expose())
            .put(CLIENT_NONCE.name(), signIn.clientNonce().expose())
            .put(DEVICE_CODE.name(), signIn.deviceCode().map(SecretText::expose).orElse(""))
            .build());
  }

  /** The login that waits for this state; empty when it has expired, was used, or never existed. */
  static Optional<PendingSignIn> find(MountStorage storage, SecretText state, Instant now) {
    return isState(state)
        ? storage
            .get(path(state))
            .map(stored -> decode(stored, expiry(state.expose())))
            .filter(it -> !it.isExpired(now))
        : Optional.empty();
  }

  /** Stages the end of a login. */
  static void remove(MountStorage storage, SecretText state) {
    storage.delete(path(state));
  }

  /** The first names of logins, those that end first first. */
  static List<String> names(MountStorage storage, int most) {
    return storage.folder(PREFIX, Optional.empty(), most);
  }

  /** Whether the login of that name has expired. */
  static boolean isDue(String name, Instant now) {
    return !now.isBefore(expiry(name));
  }

  /** Stages the end of the login of that name. */
  static void removeNamed(MountStorage storage, String name) {
    storage.delete(PREFIX + name);
  }

  private static boolean isState(SecretText state) {
    return STATE.matcher(state.expose()).matches();
  }

  private static PendingSignIn decode(Value.Obj stored, Instant expires) {
    Fields fields = Fields.ofAny(List.of(), stored, Map.of());
    return new PendingSignIn(
        fields.value(ISSUER),
        fields.value(CLIENT_ID),
        fields.value(ROLE),
        fields.value(REDIRECT_URI),
        SecretText.of(fields.value(NONCE)),
        new CodeVerifier(SecretText.of(fields.value(VERIFIER))),
        SecretText.of(fields.value(CLIENT_NONCE)),
        Optional.of(fields.value(DEVICE_CODE)).filter(it -> !it.isEmpty()).map(SecretText::of),
        expires);
  }

  /** Where the login of a state is; the state must be one. */
  static String path(SecretText state) {
    return PREFIX + state.expose().substring(0, SECONDS_LENGTH) + "-" + hash(state);
  }

  private static String seconds(Instant moment) {
    return String.format(Locale.ROOT, "%010d", moment.getEpochSecond());
  }

  private static Instant expiry(String nameOrState) {
    return Instant.ofEpochSecond(Long.parseLong(nameOrState.substring(0, SECONDS_LENGTH)));
  }

  private static String hash(SecretText state) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(state.expose().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each JDK has it
    }
  }
}
