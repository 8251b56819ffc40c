package io.azimuth.adapters.storage.record.codec;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Property;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Fuzzes the content of a batch token. The barrier authenticates these bytes, so errors need no
 * explanation, but malformed bytes must not be accepted as a token.
 */
public final class BatchTokenTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    Token token =
        new Token(
            TokenType.BATCH,
            Optional.empty(),
            new TokenOrigin(
                new RevocationStamp("auth_azure_1a2b3c4d", 3, 9),
                "auth/azure/login",
                "azure-vm-1",
                Map.of("subscription", "s-1"),
                Optional.of("fleet"),
                Map.of()),
            new TokenRights(
                List.of("default", "web"),
                Optional.of("e-1"),
                List.of(Cidr.parse("10.0.0.0/8").orElseThrow()),
                0),
            TokenLifetime.of(Instant.parse("2026-11-25T10:00:00Z"), Duration.ofMinutes(5), false),
            List.of(new TokenHash("a".repeat(64))));
    return List.of(BatchTokenFormat.write(token), BatchTokenFormat.write(bound(token)));
  }

  private static Token bound(Token token) {
    return new Token(
        token.type(),
        token.accessor(),
        token.origin(),
        token.rights().boundTo(Optional.of(CertificateDigest.of(new byte[] {1}))),
        token.lifetime(),
        token.line(),
        token.mark());
  }

  @Override
  public void accept(byte[] input) {
    Optional<Token> token;
    try {
      token = BatchTokenFormat.read(input);
    } catch (UncheckedIOException
        | IllegalArgumentException
        | NoSuchElementException
        | ArithmeticException
        | DateTimeException expected) {
      return;
    }
    token.ifPresent(
        read ->
            Property.same(
                BatchTokenFormat.read(BatchTokenFormat.write(read)), token, "what was written"));
  }
}
