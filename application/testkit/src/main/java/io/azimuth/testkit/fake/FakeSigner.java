package io.azimuth.testkit.fake;

import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Signs nothing, but remembers the claims and the key. */
public final class FakeSigner implements TokenSigner {

  private final List<Signed> signed = new ArrayList<>();

  @Override
  public SigningKeyPair generate(String id) {
    return new SigningKeyPair(
        new PublicSigningKey(id, "n-" + id, "AQAB"),
        SecretBytes.of(("private-" + id).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public synchronized SecretText sign(SigningKeyPair key, Value.Obj claims) {
    signed.add(new Signed(key.id(), claims));
    return SecretText.of("jwt-" + signed.size());
  }

  /** The latest claims and key. */
  public synchronized Signed last() {
    return signed.get(signed.size() - 1);
  }

  /**
   * A token that was signed.
   *
   * @param kid the id of its key
   * @param claims of the token
   */
  public record Signed(String kid, Value.Obj claims) {}
}
