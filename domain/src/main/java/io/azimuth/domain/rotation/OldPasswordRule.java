package io.azimuth.domain.rotation;

import io.azimuth.domain.secret.SecretText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides which password or certificate is removed when a new one is in use: the one that an
 * earlier rotation added. One that an operator wrote is removed only when it was certainly the
 * replaced one and no other mount needs it.
 */
public final class OldPasswordRule {

  private static final int HINT = 3;

  private OldPasswordRule() {}

  /**
   * Decides which passwords are removed.
   *
   * @param rotation the rotation whose new password is in use
   * @param known all credentials of that kind of the application
   * @param shared whether another mount signs in as the same application
   */
  public static Verdict decide(Rotation rotation, List<KnownPassword> known, boolean shared) {
    List<KnownPassword> others =
        known.stream().filter(it -> !it.keyId().equals(rotation.addedOrThrow().keyId())).toList();
    Optional<String> own = rotation.old().ownKeyId();
    if (own.isPresent()) {
      return new Verdict(
          others.stream().map(KnownPassword::keyId).filter(own.get()::equals).findFirst(),
          List.of(),
          "");
    }
    List<KnownPassword> replaced = replaced(others, rotation.old());
    if (replaced.isEmpty()) {
      return new Verdict(Optional.empty(), List.of(), "");
    }
    if (shared) {
      return new Verdict(
          Optional.empty(),
          replaced,
          "another mount signs in with this client_id, perhaps with this "
              + rotation.kind().noun());
    }
    return replaced.size() == 1 && hint(replaced.get(0)).isPresent()
        ? new Verdict(Optional.of(replaced.get(0).keyId()), List.of(), "")
        : new Verdict(
            Optional.empty(),
            replaced,
            "it may be the replaced one or another system's, no hint tells");
  }

  private static List<KnownPassword> replaced(List<KnownPassword> others, OldPassword old) {
    return old.thumbprint()
        .map(thumbprint -> withThumbprint(others, thumbprint))
        .orElseGet(() -> others.stream().filter(it -> mayBe(it, old.value())).toList());
  }

  // A certificate whose thumbprint is not known may be any certificate.
  private static List<KnownPassword> withThumbprint(List<KnownPassword> others, String thumbprint) {
    List<KnownPassword> exact =
        others.stream().filter(it -> it.hint().equals(Optional.of(thumbprint))).toList();
    return exact.isEmpty() ? others.stream().filter(it -> it.hint().isEmpty()).toList() : exact;
  }

  // A password without a hint may be any password.
  private static boolean mayBe(KnownPassword password, SecretText value) {
    return hint(password).map(hint -> value.expose().startsWith(hint)).orElse(true);
  }

  // A shorter hint would match too many passwords.
  private static Optional<String> hint(KnownPassword password) {
    return password.hint().filter(hint -> hint.length() >= HINT);
  }

  /**
   * What happens to the old password.
   *
   * @param remove the key id of the password to remove
   * @param leave passwords that stay although one of them was replaced
   * @param why the reason why they stay
   */
  public record Verdict(Optional<String> remove, List<KnownPassword> leave, String why) {

    public Verdict {
      Objects.requireNonNull(remove, "remove");
      leave = List.copyOf(leave);
      Objects.requireNonNull(why, "why");
    }
  }
}
