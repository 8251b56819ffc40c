package io.azimuth.testkit.fake;

import io.azimuth.application.port.sign.TokenSigner;
import io.azimuth.domain.federation.PublicSigningKey;
import io.azimuth.domain.federation.SigningAlgorithm;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Signs nothing, but remembers the claims and the key. */
public final class FakeSigner implements TokenSigner {

  private final List<Signed> signed = new ArrayList<>();

  @Override
  public SigningKeyPair generate(String id, SigningAlgorithm algorithm) {
    Map<String, String> numbers = new HashMap<>();
    algorithm.parameters().forEach(name -> numbers.put(name, name + "-" + id));
    return new SigningKeyPair(
        new PublicSigningKey(id, algorithm, numbers),
        SecretBytes.of(("private-" + id).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public synchronized SecretText sign(SigningKeyPair key, Value.Obj claims) {
    signed.add(new Signed(key.id(), claims));
    return SecretText.of("jwt-" + signed.size());
  }

  @Override
  public synchronized Checked<Value.Obj> claimsOf(
      String token, Function<String, Optional<PublicSigningKey>> keys) {
    for (int i = 0; i < signed.size(); i++) {
      if (token.equals("jwt-" + (i + 1))) {
        Signed found = signed.get(i);
        return keys.apply(found.kid())
            .map(key -> Checked.of(found.claims()))
            .orElseGet(() -> Checked.problem("unable to validate the token signature"));
      }
    }
    return Checked.problem("error parsing token: it is not a signed JWT");
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
