package io.azimuth.adapters.storage.record.codec;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.token.Ancestor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The binary content of a batch token. It is as short as possible, because clients send it with
 * every request. The first byte is the version of the form. Texts and lists follow their lengths.
 */
public final class BatchTokenFormat {

  private static final byte FORM = 1;
  private static final byte WITH_MARKS = 2; // the marks of the ancestors follow at the end
  private static final byte WITH_CERTIFICATE = 3; // after them, or without them its digest
  private static final byte WITH_BOTH = 4;

  private static final int HASH_BYTES = 32;

  private BatchTokenFormat() {}

  /** The content of the token. */
  public static byte[] write(Token token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      boolean marked = token.line().stream().anyMatch(it -> it.mark().isPresent());
      out.writeByte(form(marked, token.rights().boundCertificate().isPresent()));
      write(out, token.origin());
      write(out, token.rights());
      write(out, token.lifetime());
      out.writeByte(token.line().size());
      for (Ancestor ancestor : token.line()) {
        out.write(HexFormat.of().parseHex(ancestor.hash().hex()));
      }
      if (marked) {
        for (Ancestor ancestor : token.line()) {
          out.writeUTF(ancestor.mark().orElse(""));
        }
      }
      if (token.rights().boundCertificate().isPresent()) {
        out.writeUTF(token.rights().boundCertificate().get().text());
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes everything", e);
    }
  }

  private static byte form(boolean marked, boolean bound) {
    if (bound) {
      return marked ? WITH_BOTH : WITH_CERTIFICATE;
    }
    return marked ? WITH_MARKS : FORM;
  }

  private static void write(DataOutputStream out, TokenOrigin origin) throws IOException {
    out.writeUTF(origin.mount().accessor());
    out.writeLong(origin.mount().revocations());
    out.writeLong(origin.mount().prefixes());
    out.writeUTF(origin.path());
    out.writeUTF(origin.displayName());
    write(out, origin.metadata());
    out.writeUTF(origin.role().orElse(""));
  }

  private static void write(DataOutputStream out, TokenRights rights) throws IOException {
    write(out, rights.policies());
    out.writeUTF(rights.entityId().orElse(""));
    write(out, rights.boundCidrs().stream().map(Cidr::toString).toList());
  }

  private static void write(DataOutputStream out, TokenLifetime span) throws IOException {
    Instant createdAt = span.createdAt();
    long seconds = createdAt.getEpochSecond();
    int nanos = createdAt.getNano();
    out.writeLong(seconds);
    out.writeInt(nanos);
    out.writeLong(span.creationTtl().toSeconds());
    out.writeLong(span.explicitMaxTtl().toSeconds());
  }

  private static void write(DataOutputStream out, List<String> texts) throws IOException {
    out.writeShort(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static void write(DataOutputStream out, Map<String, String> texts) throws IOException {
    out.writeShort(texts.size());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.writeUTF(text.getKey());
      out.writeUTF(text.getValue());
    }
  }

  /** The token; empty when a newer server wrote it. */
  public static Optional<Token> read(byte[] plaintext) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plaintext))) {
      byte form = in.readByte();
      return form >= FORM && form <= WITH_BOTH ? Optional.of(token(in, form)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("what this server sealed is whole", e);
    }
  }

  private static Token token(DataInputStream in, byte form) throws IOException {
    boolean marked = form == WITH_MARKS || form == WITH_BOTH;
    boolean bound = form == WITH_CERTIFICATE || form == WITH_BOTH;
    TokenOrigin origin =
        new TokenOrigin(
            new RevocationStamp(in.readUTF(), in.readLong(), in.readLong()),
            in.readUTF(),
            in.readUTF(),
            map(in),
            text(in),
            Map.of());
    TokenRights rights = new TokenRights(texts(in), text(in), cidrs(in), 0);
    TokenLifetime lifetime = span(in);
    List<Ancestor> line = ancestors(in, marked);
    return new Token(
        TokenType.BATCH,
        Optional.empty(),
        origin,
        bound ? rights.boundTo(Optional.of(certificate(in))) : rights,
        lifetime,
        line,
        Optional.empty());
  }

  private static CertificateDigest certificate(DataInputStream in) throws IOException {
    return CertificateDigest.parse(in.readUTF())
        .orElseThrow(() -> new IOException("the digest of a certificate is none"));
  }

  private static TokenLifetime span(DataInputStream in) throws IOException {
    Instant createdAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
    Duration ttl = Duration.ofSeconds(in.readLong());
    return new TokenLifetime(
        createdAt,
        ttl,
        Duration.ofSeconds(in.readLong()),
        Duration.ZERO,
        false,
        Optional.of(createdAt.plus(ttl)),
        Optional.empty());
  }

  private static List<Ancestor> ancestors(DataInputStream in, boolean marked) throws IOException {
    List<TokenHash> hashes = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      hashes.add(new TokenHash(HexFormat.of().formatHex(in.readNBytes(HASH_BYTES))));
    }
    List<Ancestor> ancestors = new ArrayList<>();
    for (TokenHash hash : hashes) {
      ancestors.add(new Ancestor(hash, marked ? text(in) : Optional.empty()));
    }
    return ancestors;
  }

  private static List<Cidr> cidrs(DataInputStream in) throws IOException {
    return texts(in).stream().map(text -> Cidr.parse(text).orElseThrow()).toList();
  }

  private static Optional<String> text(DataInputStream in) throws IOException {
    return Optional.of(in.readUTF()).filter(text -> !text.isEmpty());
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private static Map<String, String> map(DataInputStream in) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      String name = in.readUTF();
      map.put(name, in.readUTF());
    }
    return map;
  }
}
