package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Ancestor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stored form of tokens: one object without nested ones. */
public final class TokenCodec implements RecordCodec<Token> {

  public static final TokenCodec INSTANCE = new TokenCodec();

  private static final String SERVICE = "service";
  private static final String BATCH = "batch";
  private static final String RELEASED = "released";

  private TokenCodec() {}

  @Override
  public void encode(Token token, Value.Builder fields) {
    fields.put("type", storedName(token.type()));
    fields.putIfPresent("accessor", token.accessor().map(Accessor::value));
    encode(token.origin(), fields);
    encode(token.rights(), fields);
    encode(token.lifetime(), fields);
    fields.put("ancestors", token.line().stream().map(it -> it.hash().hex()).toList());
    fields.putIfPresent("mark", token.mark());
    if (token.line().stream().anyMatch(it -> it.mark().isPresent())) {
      fields.put("ancestor_marks", token.line().stream().map(it -> it.mark().orElse("")).toList());
    }
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
        .put("uses", rights.numUses())
        .putIfPresent("certificate", rights.boundCertificate().map(CertificateDigest::text));
  }

  private static void encode(TokenLifetime span, Value.Builder fields) {
    fields
        .put("created", TimeFields.of(span.createdAt()))
        .put("ttl", TimeFields.of(span.creationTtl()))
        .put("explicit_max_ttl", TimeFields.of(span.explicitMaxTtl()))
        .put("period", TimeFields.of(span.period()))
        .put("renewable", span.renewable());
    span.expiresAt().ifPresent(end -> fields.put("expires", TimeFields.of(end)));
    span.lastRenewal().ifPresent(last -> fields.put("renewed", TimeFields.of(last)));
  }

  @Override
  public Token decode(StrictObject fields) {
    return new Token(
        type(fields.text("type")),
        fields.optionalText("accessor").map(Accessor::new),
        origin(fields),
        rights(fields),
        span(fields),
        ancestors(fields.texts("ancestors"), fields.optionalTexts("ancestor_marks")),
        fields.optionalText("mark"));
  }

  private static List<Ancestor> ancestors(List<String> hashes, List<String> marks) {
    if (!marks.isEmpty() && marks.size() != hashes.size()) {
      throw new UnreadableException("each ancestor has a mark, or an empty one");
    }
    List<Ancestor> ancestors = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      ancestors.add(
          new Ancestor(
              new TokenHash(hashes.get(i)),
              marks.isEmpty()
                  ? Optional.empty()
                  : Optional.of(marks.get(i)).filter(mark -> !mark.isEmpty())));
    }
    return ancestors;
  }

  private static String storedName(TokenType type) {
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
        new RevocationStamp(
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
        fields.smallNumber("uses"),
        fields.optionalText("certificate").map(TokenCodec::certificate));
  }

  private static CertificateDigest certificate(String text) {
    return CertificateDigest.parse(text)
        .orElseThrow(() -> new UnreadableException("the digest of a certificate is none"));
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow(() -> new UnreadableException("a CIDR block is none"));
  }

  private static TokenLifetime span(StrictObject fields) {
    return new TokenLifetime(
        TimeFields.instant(fields.pair("created")),
        TimeFields.duration(fields.pair("ttl")),
        TimeFields.duration(fields.pair("explicit_max_ttl")),
        TimeFields.duration(fields.pair("period")),
        fields.flag("renewable"),
        fields.optionalPair("expires").map(TimeFields::instant),
        fields.optionalPair("renewed").map(TimeFields::instant));
  }
}
