package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.domain.lease.FailedAttempts;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.lease.LeaseHolder;
import io.azimuth.domain.lease.LeaseState;
import io.azimuth.domain.lease.LeaseTerm;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;

/** The stored form of leases. */
public final class LeaseCodec implements RecordCodec<Lease> {

  public static final LeaseCodec INSTANCE = new LeaseCodec();

  private static final String BATCH = "batch";
  private static final String FAILED = "failed";
  private static final String PENDING = "pending";
  private static final String ISSUED = "issued";
  private static final String REVOKED = "revoked";
  private static final String FORCED = "forced";

  private LeaseCodec() {}

  @Override
  public void encode(Lease lease, Value.Builder fields) {
    fields
        .put("id", lease.id())
        .put("state", storedName(lease.state()))
        .put("mount_uuid", lease.mountUuid())
        .put("mount", lease.mount().accessor())
        .put("revocations", lease.mount().revocations())
        .put("prefixes", lease.mount().prefixes())
        .put("token", lease.holder().hash().hex());
    lease.holder().batch().ifPresent(token -> fields.put(BATCH, encoded(token)));
    encode(lease.term(), fields);
    if (lease.failed().count() > 0) {
      fields.put(FAILED, encoded(lease.failed()));
    }
    fields.put("kept", Value.of(lease.kept()));
  }

  private static Value.Obj encoded(Token token) {
    Value.Builder fields = Value.Obj.builder();
    TokenCodec.INSTANCE.encode(token, fields);
    return fields.build();
  }

  private static Value.Obj encoded(FailedAttempts failed) {
    return Value.Obj.builder()
        .put("count", failed.count())
        .put("next", TimeFields.of(failed.next()))
        .put("reason", failed.reason())
        .build();
  }

  private static void encode(LeaseTerm term, Value.Builder fields) {
    fields
        .put("issued", TimeFields.of(term.issuedAt()))
        .put("max_ttl", TimeFields.of(term.maxTtl()))
        .put("renewable", term.renewable())
        .put("expires", TimeFields.of(term.expiresAt()));
    term.lastRenewal().ifPresent(last -> fields.put("renewed", TimeFields.of(last)));
  }

  @Override
  public Lease decode(StrictObject fields) {
    return new Lease(
        fields.text("id"),
        fields.text("mount_uuid"),
        new RevocationStamp(
            fields.text("mount"), fields.number("revocations"), fields.number("prefixes")),
        new LeaseHolder(
            new TokenHash(fields.text("token")),
            fields.optionalObject(BATCH).map(LeaseCodec::token)),
        term(fields),
        state(fields.text("state")),
        fields.optionalObject(FAILED).map(LeaseCodec::failed).orElse(FailedAttempts.NONE),
        fields.textMap("kept"));
  }

  private static Token token(Value.Obj stored) {
    StrictObject fields = new StrictObject(stored);
    Token token = TokenCodec.INSTANCE.decode(fields);
    fields.end();
    return token;
  }

  private static LeaseTerm term(StrictObject fields) {
    return new LeaseTerm(
        TimeFields.instant(fields.pair("issued")),
        TimeFields.duration(fields.pair("max_ttl")),
        fields.flag("renewable"),
        TimeFields.instant(fields.pair("expires")),
        fields.optionalPair("renewed").map(TimeFields::instant));
  }

  private static FailedAttempts failed(Value.Obj stored) {
    StrictObject fields = new StrictObject(stored);
    FailedAttempts failed =
        new FailedAttempts(
            fields.smallNumber("count"),
            TimeFields.instant(fields.pair("next")),
            fields.text("reason"));
    fields.end();
    return failed;
  }

  private static String storedName(LeaseState state) {
    return switch (state) {
      case PENDING -> PENDING;
      case ISSUED -> ISSUED;
      case REVOKED -> REVOKED;
      case FORCED -> FORCED;
    };
  }

  private static LeaseState state(String text) {
    return switch (text) {
      case PENDING -> LeaseState.PENDING;
      case ISSUED -> LeaseState.ISSUED;
      case REVOKED -> LeaseState.REVOKED;
      case FORCED -> LeaseState.FORCED;
      default -> throw new UnreadableException("the state of the lease is not known");
    };
  }
}
