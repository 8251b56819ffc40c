package io.azimuth.azure.replay;

import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.login.SingleUse;
import io.azimuth.domain.azure.login.TokenUse;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.mount.MountHash;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.MountHashes;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountSweep;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that logins of a mount used up, each under its keyed hash. A login reads the place of
 * its token and writes there in one transaction, so of two logins with one token, on whichever
 * servers, one is committed and the other one runs again and finds the use.
 */
public final class UsedTokens {

  /** How many are forgotten at once; a batch takes 1,000 records. */
  static final int AT_ONCE = 500;

  private static final String FOLDER = "used-token/";
  private static final String SCOPE = "used-token";
  private static final String KEY = "used-token-key";

  private static final Field<String> TIME = Field.text("time", "");
  private static final Field<String> ROLE = Field.text("role", "");
  private static final Field<String> REQUEST_ID = Field.text("request_id", "");

  private final MountHashes hashes;

  public UsedTokens(SecretGenerator secrets) {
    this.hashes = new MountHashes(KEY, secrets::bytes);
  }

  /** Prepares the mount for a role that takes tokens once; for the write of the role. */
  public void prepare(MountTransaction work) {
    hashes.findOrMake(work);
  }

  /** The place of a token on a mount with such a role. */
  public UsedTokenRecordName recordName(
      MountTransaction work, AzureClaims claims, UnverifiedToken token) {
    MountHash hash =
        hashes
            .find(work)
            .orElseThrow(() -> new IllegalStateException("the mount has no key for used tokens"));
    return UsedTokenRecordName.of(
        claims.expiresAt(), hash.of(SCOPE, SingleUse.identity(claims, token).expose()));
  }

  /** The login that used the token of that place up. */
  public static Optional<TokenUse> find(MountStorage storage, UsedTokenRecordName recordName) {
    return storage.get(FOLDER + recordName.name()).map(UsedTokens::decode);
  }

  /** Stages the use of the token of that place. */
  public static void add(MountStorage storage, UsedTokenRecordName recordName, TokenUse use) {
    storage.put(
        FOLDER + recordName.name(),
        Value.Obj.builder()
            .put(TIME.name(), use.time().toString())
            .put(ROLE.name(), use.role())
            .put(REQUEST_ID.name(), use.requestId())
            .build());
  }

  /** Forgets the uses of tokens that no server accepts any more, because they expired. */
  public static MountSweep sweep(MountStore store) {
    return new MountSweep(store, AT_ONCE, UsedTokens::forgetSome);
  }

  private static int forgetSome(MountStorage storage, Instant now) {
    List<UsedTokenRecordName> over =
        first(storage, AT_ONCE).stream().filter(recordName -> recordName.isOver(now)).toList();
    over.forEach(recordName -> forget(storage, recordName));
    return over.size();
  }

  /** At most that many places, those whose tokens expire first first. */
  static List<UsedTokenRecordName> first(MountStorage storage, int limit) {
    return storage.folder(FOLDER, Optional.empty(), limit).stream()
        .map(UsedTokenRecordName::new)
        .toList();
  }

  /** Stages the end of the memory of a token. */
  private static void forget(MountStorage storage, UsedTokenRecordName recordName) {
    storage.delete(FOLDER + recordName.name());
  }

  private static TokenUse decode(Value.Obj stored) {
    Fields fields = Fields.ofAny(List.of(), stored, Map.of());
    return new TokenUse(
        Instant.parse(fields.value(TIME)), fields.value(ROLE), fields.value(REQUEST_ID));
  }
}
