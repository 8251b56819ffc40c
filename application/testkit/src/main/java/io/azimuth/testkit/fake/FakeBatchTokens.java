package io.azimuth.testkit.fake;

import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Batch tokens that contain a number, the key of the remembered token; as long as real ones. */
public final class FakeBatchTokens implements BatchTokens {

  private final Map<String, Token> known = new ConcurrentHashMap<>();

  @Override
  public SecretText seal(Token token) {
    String text =
        PREFIX + known.size() + "-" + "x".repeat(token.origin().metadata().toString().length());
    known.put(text, token);
    return SecretText.of(text);
  }

  @Override
  public Optional<Token> open(SecretText text) {
    return Optional.ofNullable(known.get(text.expose()));
  }
}
