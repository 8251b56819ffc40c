package io.azimuth.testkit.store;

import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.AuditDeviceRecords;
import io.azimuth.application.port.store.Credential;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.port.store.MountRecords;
import io.azimuth.application.port.store.PolicyRecords;
import io.azimuth.application.port.store.RevocationRecords;
import io.azimuth.application.port.store.SweepRecords;
import io.azimuth.application.port.store.TokenRecords;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.port.store.WrappedAnswers;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.token.RevokedPrefix;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.testkit.store.FakeStore.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The repositories over what one unit of work read and staged. */
final class FakeUnitOfWork extends FakeRecords implements UnitOfWork {

  FakeUnitOfWork(FakeStore store) {
    super(store);
  }

  @Override
  public long epoch() {
    return entry(FakeStore.EPOCH).map(Versioned::revision).orElse(0L);
  }

  @Override
  public boolean isCurrent() {
    return epoch() == store().fresh(FakeStore.EPOCH).map(Versioned::revision).orElse(0L);
  }

  @Override
  public void beginEpoch() {
    put(FakeStore.EPOCH, "set");
  }

  @Override
  public boolean hasWrites() {
    return !staged().isEmpty();
  }

  @Override
  public Optional<Credential> credential(TokenHash hash) {
    synchronized (store()) {
      epoch();
      return tokens().find(hash).map(token -> read(hash, token));
    }
  }

  @Override
  public Credential credential(TokenHash hash, Token carried) {
    synchronized (store()) {
      epoch();
      return read(hash, carried);
    }
  }

  private Credential read(TokenHash hash, Token token) {
    Optional<Integer> left =
        token.rights().numUses() > 0
            ? Optional.of(
                store().fresh(Tokens.usesKey(hash)).map(entry -> (Integer) entry.value()).orElse(0))
            : Optional.empty();
    return new Credential(
        hash,
        token,
        token.ancestors().stream().map(tokens()::find).toList(),
        token.rights().entityId().flatMap(this::entityOrHeir),
        left);
  }

  private Optional<Entity> entityOrHeir(String id) {
    return identities()
        .entity(id)
        .or(() -> get("merged/" + id, String.class).flatMap(identities()::entity));
  }

  @Override
  public TokenRecords tokens() {
    return new Tokens(this);
  }

  @Override
  public WrappedAnswers wrappedAnswers() {
    return new Wrapped(this);
  }

  @Override
  public IdentityRecords identities() {
    return new Identities(this);
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
  public SweepRecords sweeps() {
    return new Sweeps(this);
  }

  @Override
  public MountStorage storage(String mountUuid) {
    return new Storage(this, "data/" + mountUuid + "/");
  }

  private record Tokens(FakeRecords records) implements TokenRecords {

    @Override
    public Optional<Token> find(TokenHash hash) {
      return records.get("token/" + hash.hex(), Token.class);
    }

    @Override
    public void put(TokenHash hash, Token token) {
      records.put("token/" + hash.hex(), token);
    }

    @Override
    public void remove(TokenHash hash) {
      records.delete("token/" + hash.hex());
      records.delete(usesKey(hash));
      records.delete("wrapped/" + hash.hex());
    }

    static String usesKey(TokenHash hash) {
      return "uses/" + hash.hex();
    }

    @Override
    public Optional<Integer> usesLeft(TokenHash hash) {
      return records.get(usesKey(hash), Integer.class);
    }

    @Override
    public void putUsesLeft(TokenHash hash, int left) {
      records.put(usesKey(hash), left);
    }

    @Override
    public TidyStep tidy(Optional<TokenHash> after, int limit) {
      List<String> dangling = new ArrayList<>();
      for (String hex : records.names("uses/")) {
        if (find(new TokenHash(hex)).isEmpty()) {
          dangling.add("uses/" + hex);
        }
      }
      dangling.forEach(records::delete);
      return new TidyStep(Optional.empty(), dangling.size());
    }

    @Override
    public List<Stored> page(Optional<TokenHash> after, int limit) {
      return records.names("token/").stream()
          .filter(hex -> after.isEmpty() || hex.compareTo(after.get().hex()) > 0)
          .limit(limit)
          .map(hex -> new Stored(new TokenHash(hex), records.unseen("token/" + hex, Token.class)))
          .toList();
    }
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

  private record Identities(FakeRecords records) implements IdentityRecords {

    @Override
    public Optional<Entity> entity(String id) {
      return records.get("entity/" + id, Entity.class);
    }

    @Override
    public Optional<Entity> entityNamed(String name) {
      return linked("entity-name/" + name);
    }

    @Override
    public Optional<Entity> entityAliased(String mountAccessor, String name) {
      return linked("alias/" + mountAccessor + "/" + name);
    }

    @Override
    public Optional<Entity> entityOfAlias(String aliasId) {
      return linked("alias-id/" + aliasId);
    }

    private Optional<Entity> linked(String key) {
      return records.get(key, String.class).flatMap(this::entity);
    }

    @Override
    public List<Entity> entities(Optional<String> after, int limit) {
      return records.all("entity/", Entity.class).stream()
          .filter(entity -> after.isEmpty() || entity.id().compareTo(after.get()) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public void put(Entity entity) {
      entity(entity.id()).ifPresent(this::unlink);
      links(entity).forEach(key -> records.put(key, entity.id()));
      entity.externalGroups().forEach(m -> records.put(member(m, entity), "set"));
      records.put("entity/" + entity.id(), entity);
    }

    @Override
    public void remove(Entity entity) {
      entity(entity.id()).ifPresent(this::unlink);
      became(entity).forEach(id -> records.delete("merged/" + id));
      records.delete("entity/" + entity.id());
    }

    @Override
    public void bequeath(Entity ended, Entity heir) {
      List<String> ids = new ArrayList<>(became(ended));
      ids.add(ended.id());
      ids.forEach(id -> records.put("merged/" + id, heir.id()));
    }

    private List<String> became(Entity heir) {
      return heir.mergedIds().stream()
          .filter(id -> records.get("merged/" + id, String.class).equals(Optional.of(heir.id())))
          .toList();
    }

    private void unlink(Entity known) {
      links(known).stream()
          .filter(key -> records.get(key, String.class).equals(Optional.of(known.id())))
          .forEach(records::delete);
      known.externalGroups().forEach(m -> records.delete(member(m, known)));
    }

    private static List<String> links(Entity entity) {
      List<String> links = new ArrayList<>();
      links.add("entity-name/" + entity.name());
      for (Alias alias : entity.aliases()) {
        links.add("alias/" + alias.mountAccessor() + "/" + alias.name());
        links.add("alias-id/" + alias.id());
      }
      return links;
    }

    private static String member(String membership, Entity entity) {
      return "member/" + membership + "/" + entity.id();
    }

    @Override
    public List<Group> groups() {
      return records.all("group/", Group.class);
    }

    @Override
    public void put(Group group) {
      records.put("group/" + group.id(), group);
    }

    @Override
    public void remove(Group group) {
      records.delete("group/" + group.id());
    }

    @Override
    public List<String> membersOf(String membership) {
      return records.names("member/" + membership + "/");
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
      return records.get("policy/" + name, String.class);
    }

    @Override
    public List<String> names() {
      return records.names("policy/");
    }

    @Override
    public void put(String name, String text) {
      records.put("policy/" + name, text);
    }

    @Override
    public void remove(String name) {
      records.delete("policy/" + name);
    }
  }

  private record AuditDevices(FakeRecords records) implements AuditDeviceRecords {

    @Override
    public List<AuditDeviceSpec> all() {
      return records.all("audit/", AuditDeviceSpec.class);
    }

    @Override
    public void put(AuditDeviceSpec device) {
      records.put("audit/" + device.path(), device);
    }

    @Override
    public void remove(String path) {
      records.delete("audit/" + path);
    }
  }

  private record Revocations(FakeRecords records) implements RevocationRecords {

    @Override
    public List<RevokedPrefix> all() {
      return records.all("revoked/", RevokedPrefix.class);
    }

    @Override
    public void put(RevokedPrefix mark) {
      records.put("revoked/" + mark.path(), mark);
    }

    @Override
    public void remove(RevokedPrefix mark) {
      records.delete("revoked/" + mark.path());
    }
  }

  private record Sweeps(FakeRecords records) implements SweepRecords {

    @Override
    public List<String> mounts() {
      return records.names("sweep/");
    }

    @Override
    public void begin(String mountUuid) {
      records.put("sweep/" + mountUuid, "begun");
    }

    @Override
    public boolean deleteSome(String mountUuid, int limit) {
      List<String> left = records.names("data/" + mountUuid + "/");
      left.stream().limit(limit).forEach(p -> records.delete("data/" + mountUuid + "/" + p));
      return !left.isEmpty();
    }

    @Override
    public void end(String mountUuid) {
      records.delete("sweep/" + mountUuid);
    }
  }

  private record Storage(FakeRecords records, String prefix) implements MountStorage {

    @Override
    public Optional<Value.Obj> get(String path) {
      return records.get(prefix + path, Value.Obj.class);
    }

    @Override
    public void put(String path, Value.Obj value) {
      records.put(prefix + path, value);
    }

    @Override
    public void delete(String path) {
      records.delete(prefix + path);
    }

    @Override
    public List<String> list(String under) {
      return records.names(prefix + under);
    }

    @Override
    public List<String> folder(String under) {
      return list(under).stream()
          .map(
              name ->
                  name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/') + 1))
          .distinct()
          .toList();
    }

    @Override
    public List<String> page(Optional<String> after, int limit) {
      return records.names(prefix).stream()
          .filter(path -> after.filter(a -> a.compareTo(path) >= 0).isEmpty())
          .limit(limit)
          .toList();
    }
  }
}
