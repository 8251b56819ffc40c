package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.barrier.RecordCipher;
import io.azimuth.adapters.storage.record.codec.BatchTokenFormat;
import io.azimuth.application.port.store.BatchTokens;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Optional;

/**
 * Batch tokens: values that the barrier encrypted for a name under which the store has no record.
 * So no record can be used as a token, and no token as a record. Like a record, a token names the
 * key that encrypted it, so it stays valid after key rotations.
 */
@Singleton
final class SealedBatchTokens implements BatchTokens {

  private static final Key NAME = Key.of("batch-token");
  private static final long NOT_STORED = 1; // entries have a revision; this one is never compared

  private final RecordCipher cipher;

  @Inject
  SealedBatchTokens(RecordCipher cipher) {
    this.cipher = cipher;
  }

  @Override
  public SecretText seal(Token token) {
    byte[] sealed = cipher.encrypt(NAME, BatchTokenFormat.write(token));
    return SecretText.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
  }

  @Override
  public Optional<Token> open(SecretText text) {
    return BatchTokens.looksLikeOne(text)
        ? sealed(text.expose().substring(PREFIX.length()))
            .flatMap(this::decrypt)
            .flatMap(BatchTokenFormat::read)
        : Optional.empty();
  }

  // Exactly one spelling is accepted. The decoder also reads others, which would be other texts for
  // the same token.
  private static Optional<byte[]> sealed(String text) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text);
      String canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
      return canonical.equals(text) ? Optional.of(sealed) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> decrypt(byte[] sealed) {
    try {
      return Optional.of(cipher.decrypt(new Entry(NAME, sealed, NOT_STORED)));
    } catch (ServiceException e) {
      if (e.code() == ErrorCode.RECORD_UNREADABLE) {
        return Optional.empty(); // forged, or from another store
      }
      throw e;
    }
  }
}
