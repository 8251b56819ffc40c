package io.azimuth.testkit.store;

import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.AuditDeviceRecords;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.EnabledDevices;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.port.store.LeaseRecords;
import io.azimuth.application.port.store.MountRecords;
import io.azimuth.application.port.store.PolicyRecords;
import io.azimuth.application.port.store.RevocationRecords;
import io.azimuth.application.port.store.SweepRecords;
import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.port.store.WrappedAnswers;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.testkit.store.FakeStore.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The repositories over what one unit of work read and staged. */
final class FakeUnitOfWork extends FakeRecords implements UnitOfWork {

  private Optional<EnabledDevices> staged = Optional.empty();
  private boolean useReserve;

  FakeUnitOfWork(FakeStore store) {
    super(store);
  }

  @Override
  public long epoch() {
    return entry(FakeStore.EPOCH).map(Versioned::revision).orElse(0L);
  }

  @Override
  public boolean isCurrent() {
    return epoch() == fresh(FakeStore.EPOCH).map(Versioned::revision).orElse(0L);
  }

  @Override
  public long generation() {
    return openedAt();
  }

  @Override
  public void beginEpoch() {
    beginEpoch(UnaryOperator.identity());
  }

  @Override
  public boolean beginsEpoch() {
    return staged.isPresent();
  }

  /** Begins an epoch, whose record has the list of audit devices, with another list. */
  void beginEpoch(UnaryOperator<EnabledDevices> change) {
    EnabledDevices next = change.apply(staged.orElseGet(this::enabledDevices));
    staged = Optional.of(next);
    put(FakeStore.EPOCH, next);
  }

  private EnabledDevices enabledDevices() {
    return get(FakeStore.EPOCH, EnabledDevices.class).orElse(EnabledDevices.LOST);
  }

  @Override
  public void useReserve() {
    useReserve = true;
  }

  /** Whether a store without room takes it. */
  boolean mayUseReserve() {
    return useReserve || batch().staged().values().stream().allMatch(Optional::isEmpty);
  }

  @Override
  public boolean hasWrites() {
    return isAnythingStaged();
  }

  @Override
  public Optional<Credential> credential(TokenHash hash) {
    synchronized (store()) {
      entryNow(FakeStore.EPOCH);
      return getNow("token/" + hash.hex(), Token.class)
          .map(token -> read(hash, token, uses(hash, token)));
    }
  }

  @Override
  public Credential credential(TokenHash hash, Token carried) {
    synchronized (store()) {
      entryNow(FakeStore.EPOCH);
      return read(hash, carried, Optional.empty());
    }
  }

  private Optional<Integer> uses(TokenHash hash, Token token) {
    return token.rights().numUses() > 0
        ? Optional.of(fresh(FakeTokens.usesKey(hash)).map(it -> (Integer) it.value()).orElse(0))
        : Optional.empty();
  }

  private Credential read(TokenHash hash, Token token, Optional<Integer> usesLeft) {
    return new Credential(
        hash,
        token,
        token.ancestors().stream().map(it -> getNow("token/" + it.hex(), Token.class)).toList(),
        token.rights().entityId().flatMap(this::entityOrHeir),
        usesLeft);
  }

  private Optional<Entity> entityOrHeir(String id) {
    return entityNow(id).or(() -> getNow("merged/" + id, String.class).flatMap(this::entityNow));
  }

  private Optional<Entity> entityNow(String id) {
    return FakeKeys.isStorable(id) ? getNow("entity/" + id, Entity.class) : Optional.empty();
  }

  @Override
  public TokenRecords tokens() {
    return new FakeTokens(this);
  }

  @Override
  public WrappedAnswers wrappedAnswers() {
    return new Wrapped(this);
  }

  @Override
  public IdentityRecords identities() {
    return new FakeIdentities(this);
  }

  @Override
  public MountRecords mounts() {
    return new Mounts(this);
  }

  @Override
  public PolicyRecords policies() {
    return new Policies(this);
  }

  @Override
  public AuditDeviceRecords auditDevices() {
    return new AuditDevices(this);
  }

  @Override
  public RevocationRecords revocations() {
    return new Revocations(this);
  }

  @Override
  public LeaseRecords leases() {
    return new FakeLeases(this);
  }

  @Override
  public SweepRecords sweeps() {
    return new Sweeps(this);
  }

  @Override
  public MountStorage storage(String mountUuid) {
    return new FakeMountStorage(this, mountUuid);
  }

  private record Wrapped(FakeRecords records) implements WrappedAnswers {

    @Override
    public Optional<Value.Obj> find(TokenHash hash) {
      return records.get("wrapped/" + hash.hex(), Value.Obj.class);
    }

    @Override
    public void put(TokenHash hash, Value.Obj answer) {
      records.put("wrapped/" + hash.hex(), answer);
    }
  }

  private record Mounts(FakeRecords records) implements MountRecords {

    @Override
    public List<Mount> all() {
      return records.all("mount/", Mount.class);
    }

    @Override
    public void put(Mount mount) {
      records.put("mount/" + mount.path().text(), mount);
    }

    @Override
    public void remove(MountPath path) {
      records.delete("mount/" + path.text());
    }
  }

  private record Policies(FakeRecords records) implements PolicyRecords {

    @Override
    public Optional<String> find(String name) {
      return FakeKeys.isPolicyName(name)
          ? records.get("policy/" + name, String.class)
          : Optional.empty();
    }

    @Override
    public List<String> names() {
      return records.names("policy/");
    }

    @Override
    public void put(String name, String text) {
      if (!FakeKeys.isPolicyName(name)) {
        throw RefusedException.invalid("a policy name has 1 to 128 well-formed characters");
      }
      records.put("policy/" + name, text);
    }

    @Override
    public void remove(String name) {
      if (FakeKeys.isPolicyName(name)) {
        records.delete("policy/" + name);
      }
    }
  }

  private record AuditDevices(FakeUnitOfWork work) implements AuditDeviceRecords {

    @Override
    public List<AuditDeviceSpec> all() {
      EnabledDevices listed = work.enabledDevices();
      return stored().stream().filter(device -> listed.admits(device.path())).toList();
    }

    private List<AuditDeviceSpec> stored() {
      return work.all("audit/", AuditDeviceSpec.class);
    }

    private List<String> present() {
      return stored().stream().map(AuditDeviceSpec::path).toList();
    }

    @Override
    public List<String> gone() {
      List<String> missing = work.enabledDevices().missing(present());
      return missing.isEmpty() || work.isCurrent() ? missing : List.of();
    }

    @Override
    public boolean isListed() {
      return work.enabledDevices().isListed();
    }

    @Override
    public void put(AuditDeviceSpec device) {
      work.put("audit/" + FakeKeys.storable("the path of an audit device", device.path()), device);
      work.beginEpoch(listed -> listed.with(device.path(), present()));
    }

    @Override
    public void remove(String path) {
      work.delete("audit/" + path);
      work.beginEpoch(listed -> listed.without(path, present()));
    }

    @Override
    public void listNone() {
      work.beginEpoch(listed -> EnabledDevices.NONE);
    }

    @Override
    public boolean listPresent() {
      if (isListed()) {
        return false;
      }
      work.beginEpoch(listed -> new EnabledDevices(Optional.of(present())));
      return true;
    }
  }

  private record Revocations(FakeRecords records) implements RevocationRecords {

    @Override
    public List<RevokedPrefix> all() {
      return records.all("revoked/", RevokedPrefix.class);
    }

    @Override
    public void put(RevokedPrefix mark) {
      records.put("revoked/" + FakeKeys.storable("a prefix", mark.path()), mark);
    }

    @Override
    public void remove(RevokedPrefix mark) {
      records.delete("revoked/" + mark.path());
    }
  }

  private record Sweeps(FakeRecords records) implements SweepRecords {

    // Leaves room for what else the unit of work writes.
    private static final int MAX_DELETIONS = 900;

    @Override
    public List<String> mounts() {
      return records.names("sweep/");
    }

    @Override
    public void begin(String mountUuid) {
      records.put("sweep/" + FakeKeys.mountUuid(mountUuid), "begun");
    }

    @Override
    public boolean deleteSome(String mountUuid, int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("a sweep deletes at least one entry");
      }
      String prefix = "data/" + mountUuid + "/";
      List<String> some = records.names(prefix, Optional.empty(), Math.min(limit, MAX_DELETIONS));
      some.forEach(path -> records.delete(prefix + path));
      return !some.isEmpty();
    }

    @Override
    public void end(String mountUuid) {
      records.delete("sweep/" + mountUuid);
    }
  }
}
