package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.application.api.Value;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Cidr;
import io.azimuth.domain.token.MountStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenSpan;
import io.azimuth.domain.token.TokenType;

/** Tokens, flat. */
final class TokenCodec implements Codec<Token> {

  static final TokenCodec INSTANCE = new TokenCodec();

  private static final String SERVICE = "service";
  private static final String BATCH = "batch";
  private static final String RELEASED = "released";

  private TokenCodec() {}

  @Override
  public void encode(Token token, Value.Builder fields) {
    fields.put("type", word(token.type()));
    fields.putIfPresent("accessor", token.accessor().map(Accessor::value));
    encode(token.origin(), fields);
    encode(token.rights(), fields);
    encode(token.span(), fields);
    fields.put("ancestors", token.ancestors().stream().map(TokenHash::hex).toList());
  }

  private static void encode(TokenOrigin origin, Value.Builder fields) {
    fields
        .put("mount", origin.mount().accessor())
        .put("revocations", origin.mount().revocations())
        .put("path", origin.path())
        .put("display_name", origin.displayName())
        .put("metadata", Value.of(origin.metadata()))
        .putIfPresent("role", origin.role())
        .put("internal", Value.of(origin.internal()));
    if (origin.mount().prefixes() > 0) {
      fields.put("prefixes", origin.mount().prefixes());
    }
  }

  private static void encode(TokenRights rights, Value.Builder fields) {
    fields
        .put("policies", rights.policies())
        .putIfPresent("entity", rights.entityId())
        .put("cidrs", rights.boundCidrs().stream().map(Cidr::toString).toList())
        .put("uses", rights.numUses());
  }

  private static void encode(TokenSpan span, Value.Builder fields) {
    fields
        .put("created", Times.of(span.createdAt()))
        .put("ttl", Times.of(span.creationTtl()))
        .put("explicit_max_ttl", Times.of(span.explicitMaxTtl()))
        .put("period", Times.of(span.period()))
        .put("renewable", span.renewable());
    span.expiresAt().ifPresent(end -> fields.put("expires", Times.of(end)));
    span.lastRenewal().ifPresent(last -> fields.put("renewed", Times.of(last)));
  }

  @Override
  public Token decode(StrictObject fields) {
    return new Token(
        type(fields.text("type")),
        fields.optionalText("accessor").map(Accessor::new),
        origin(fields),
        rights(fields),
        span(fields),
        fields.texts("ancestors").stream().map(TokenHash::new).toList());
  }

  private static String word(TokenType type) {
    return switch (type) {
      case SERVICE -> SERVICE;
      case BATCH -> BATCH;
      case RELEASED -> RELEASED;
    };
  }

  private static TokenType type(String text) {
    return switch (text) {
      case SERVICE -> TokenType.SERVICE;
      case BATCH -> TokenType.BATCH;
      case RELEASED -> TokenType.RELEASED;
      default -> throw new UnreadableException("the type of the token is not known");
    };
  }

  private static TokenOrigin origin(StrictObject fields) {
    return new TokenOrigin(
        new MountStamp(
            fields.text("mount"),
            fields.number("revocations"),
            fields.optionalNumber("prefixes").orElse(0L)),
        fields.text("path"),
        fields.text("display_name"),
        fields.textMap("metadata"),
        fields.optionalText("role"),
        fields.textMap("internal"));
  }

  private static TokenRights rights(StrictObject fields) {
    return new TokenRights(
        fields.texts("policies"),
        fields.optionalText("entity"),
        fields.texts("cidrs").stream().map(TokenCodec::cidr).toList(),
        fields.smallNumber("uses"));
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow(() -> new UnreadableException("a CIDR block is none"));
  }

  private static TokenSpan span(StrictObject fields) {
    return new TokenSpan(
        Times.instant(fields.pair("created")),
        Times.duration(fields.pair("ttl")),
        Times.duration(fields.pair("explicit_max_ttl")),
        Times.duration(fields.pair("period")),
        fields.flag("renewable"),
        fields.optionalPair("expires").map(Times::instant),
        fields.optionalPair("renewed").map(Times::instant));
  }
}
