package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.domain.mount.AuditExceptions;
import io.azimuth.domain.mount.EchoedSettings;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The stored form of mounts. */
public final class MountCodec implements RecordCodec<Mount> {

  public static final MountCodec INSTANCE = new MountCodec();

  private MountCodec() {}

  @Override
  public void encode(Mount mount, Value.Builder fields) {
    fields
        .put("path", mount.path().text())
        .put("type", mount.type())
        .put("uuid", mount.uuid())
        .put("accessor", mount.accessor())
        .put("description", mount.description())
        .put("default_ttl", TimeFields.of(mount.settings().defaultTtl()))
        .put("max_ttl", TimeFields.of(mount.settings().maxTtl()))
        .put("listing_visibility", mount.settings().listingVisibility())
        .put("token_type", mount.settings().tokenType())
        .put("revocations", mount.revocations());
    encode(mount.settings().auditExceptions(), fields);
    if (!mount.settings().identityTokenKey().isEmpty()) {
      fields.put("identity_token_key", mount.settings().identityTokenKey());
    }
    if (!mount.settings().options().isEmpty()) {
      fields.put("options", Value.of(mount.settings().options()));
    }
    encode(mount.settings().echoed(), fields);
  }

  private static void encode(AuditExceptions exceptions, Value.Builder fields) {
    if (!exceptions.equals(AuditExceptions.NONE)) {
      fields
          .put("audit_request_keys", exceptions.requestKeys())
          .put("audit_response_keys", exceptions.responseKeys());
    }
  }

  private static void encode(EchoedSettings echoed, Value.Builder fields) {
    if (!echoed.flags().isEmpty()) {
      fields.put("echoed_flags", List.copyOf(echoed.flags()));
    }
    if (!echoed.lists().isEmpty()) {
      Value.Builder lists = Value.Obj.builder();
      echoed.lists().forEach(lists::put);
      fields.put("echoed_lists", lists.build());
    }
  }

  private static EchoedSettings echoed(StrictObject fields) {
    Value.Obj stored = fields.optionalObject("echoed_lists").orElse(Value.Obj.EMPTY);
    StrictObject named = new StrictObject(stored);
    Map<String, List<String>> lists = new TreeMap<>();
    stored.members().keySet().forEach(name -> lists.put(name, named.texts(name)));
    return new EchoedSettings(Set.copyOf(fields.optionalTexts("echoed_flags")), lists);
  }

  @Override
  public Mount decode(StrictObject fields) {
    return new Mount(
        new MountPath(fields.text("path")),
        fields.text("type"),
        fields.text("uuid"),
        fields.text("accessor"),
        fields.text("description"),
        new MountSettings(
            TimeFields.duration(fields.pair("default_ttl")),
            TimeFields.duration(fields.pair("max_ttl")),
            fields.text("listing_visibility"),
            fields.text("token_type"),
            new AuditExceptions(
                fields.optionalTexts("audit_request_keys"),
                fields.optionalTexts("audit_response_keys")),
            fields.optionalText("identity_token_key").orElse(""),
            fields.optionalTextMap("options"),
            echoed(fields)),
        fields.number("revocations"));
  }
}
