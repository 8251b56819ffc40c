package io.azimuth.fuzz;

import io.azimuth.adapters.azure.attested.AttestedDocumentTarget;
import io.azimuth.adapters.azure.keyvault.VaultWrappedKeyTarget;
import io.azimuth.adapters.cron.CronTarget;
import io.azimuth.adapters.http.encoding.JsonBodyTarget;
import io.azimuth.adapters.http.request.AddressTarget;
import io.azimuth.adapters.http.request.FormTarget;
import io.azimuth.adapters.http.request.RequestPathTarget;
import io.azimuth.adapters.jose.KeySetTarget;
import io.azimuth.adapters.jose.TokenTarget;
import io.azimuth.adapters.storage.barrier.SealRecordTarget;
import io.azimuth.adapters.storage.json.StoredJsonTarget;
import io.azimuth.adapters.storage.mapdb.journal.JournalTarget;
import io.azimuth.adapters.storage.pgp.PgpKeyTarget;
import io.azimuth.adapters.storage.record.codec.BatchTokenTarget;
import io.azimuth.adapters.storage.record.codec.RecordTarget;
import io.azimuth.application.kv.MergePatchTarget;
import io.azimuth.application.snapshot.SnapshotTarget;
import io.azimuth.bootstrap.config.file.ConfigTarget;
import io.azimuth.domain.azure.id.ResourceIdTarget;
import io.azimuth.domain.hcl.HclTarget;
import io.azimuth.domain.policy.PolicyTarget;
import io.azimuth.domain.policy.TemplateTarget;
import io.azimuth.domain.policy.acl.AclTarget;
import io.azimuth.domain.seal.KeyShareTarget;
import io.azimuth.domain.text.DurationTarget;
import io.azimuth.spi.web.JsonDocumentTarget;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** All targets by name. Each is created on demand, because some generate keys first. */
final class Targets {

  private static final Map<String, Supplier<FuzzTarget>> MAKERS = new LinkedHashMap<>();
  private static final Map<String, FuzzTarget> MADE = new ConcurrentHashMap<>();

  // The selecting byte is an index into this order, so new targets are added at the end.
  static {
    MAKERS.put("token", TokenTarget::new);
    MAKERS.put("key-set", KeySetTarget::new);
    MAKERS.put("hcl", HclTarget::new);
    MAKERS.put("policy", PolicyTarget::new);
    MAKERS.put("acl", AclTarget::new);
    MAKERS.put("template", TemplateTarget::new);
    MAKERS.put("config", ConfigTarget::new);
    MAKERS.put("resource-id", ResourceIdTarget::new);
    MAKERS.put("json-body", JsonBodyTarget::new);
    MAKERS.put("merge-patch", MergePatchTarget::new);
    MAKERS.put("request-path", RequestPathTarget::new);
    MAKERS.put("form", FormTarget::new);
    MAKERS.put("address", AddressTarget::new);
    MAKERS.put("duration", DurationTarget::new);
    MAKERS.put("cron", CronTarget::new);
    MAKERS.put("pgp-key", PgpKeyTarget::new);
    MAKERS.put("key-share", KeyShareTarget::new);
    MAKERS.put("stored-json", StoredJsonTarget::new);
    MAKERS.put("record", RecordTarget::new);
    MAKERS.put("batch-token", BatchTokenTarget::new);
    MAKERS.put("seal-record", SealRecordTarget::new);
    MAKERS.put("vault-wrapped-key", VaultWrappedKeyTarget::new);
    MAKERS.put("journal", JournalTarget::new);
    MAKERS.put("snapshot", SnapshotTarget::new);
    MAKERS.put("json-document", JsonDocumentTarget::new);
    // Of the azure method, which a build can leave out.
    ServiceLoader.load(FuzzTarget.class, Targets.class.getClassLoader()).stream()
        .forEach(it -> MAKERS.put(name(it.type()), it));
    MAKERS.put("attested-document", AttestedDocumentTarget::new);
  }

  private Targets() {}

  /** {@code role-test} of {@code RoleTestTarget}. */
  private static String name(Class<?> type) {
    return type.getSimpleName()
        .replaceFirst("Target$", "")
        .replaceAll("(?<=.)(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  static List<String> names() {
    return List.copyOf(MAKERS.keySet());
  }

  static FuzzTarget at(int choice) {
    List<String> names = names();
    return named(names.get(choice % names.size()));
  }

  static FuzzTarget named(String name) {
    Supplier<FuzzTarget> maker = MAKERS.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no target is called " + name);
    }
    return MADE.computeIfAbsent(name, n -> maker.get());
  }

  /** The names in a comma-separated list; all names if the list is empty. */
  static List<String> chosen(String names) {
    return names.isBlank()
        ? names()
        : Arrays.stream(names.split(",", -1)).map(String::strip).toList();
  }
}
