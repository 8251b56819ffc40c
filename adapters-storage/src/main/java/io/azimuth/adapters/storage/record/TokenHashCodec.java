package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.application.api.Value;
import io.azimuth.domain.token.TokenHash;

/** What an accessor leads to. */
final class TokenHashCodec implements Codec<TokenHash> {

  static final TokenHashCodec INSTANCE = new TokenHashCodec();

  private TokenHashCodec() {}

  @Override
  public void encode(TokenHash hash, Value.Builder fields) {
    fields.put("token", hash.hex());
  }

  @Override
  public TokenHash decode(StrictObject fields) {
    return new TokenHash(fields.text("token"));
  }
}
