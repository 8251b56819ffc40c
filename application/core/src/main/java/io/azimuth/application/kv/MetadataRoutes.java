package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metadata of secrets, and the lists of secrets. */
final class MetadataRoutes {

  private static final String ROOT = "metadata";
  private static final String PATTERN = ROOT + "/:" + SecretPath.NAME + "*";
  private static final List<Field<?>> FIELDS =
      List.of(
          VersionSettingsFields.MAX_VERSIONS,
          VersionSettingsFields.CAS_REQUIRED,
          VersionSettingsFields.METADATA_CAS_REQUIRED,
          CheckAndSet.METADATA,
          VersionSettingsFields.DELETE_VERSION_AFTER,
          CustomMetadataFields.CUSTOM);

  private MetadataRoutes() {}

  static List<Route> routes() {
    return List.of(
        listing(ROOT),
        listing(PATTERN),
        scanning(ROOT),
        scanning(PATTERN),
        Route.on(Operation.READ, PATTERN)
            .access(Access.AUTHORIZED)
            .captures(SecretPath.NAME, SecretPath.NAME_HELP)
            .answers(AnswerSchema.data(SecretView.OF_METADATA))
            .handle(MetadataRoutes::read),
        Route.on(Operation.WRITE, PATTERN)
            .access(Access.AUTHORIZED)
            .existence(DataRoutes::exists)
            .fields(FIELDS)
            .answers(AnswerSchema.nothing())
            .handle(MetadataRoutes::write),
        Route.on(Operation.PATCH, PATTERN)
            .access(Access.AUTHORIZED)
            .fields(FIELDS)
            .answers(AnswerSchema.nothing())
            .handle(MetadataRoutes::patch),
        Route.on(Operation.DELETE, PATTERN)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(MetadataRoutes::delete));
  }

  private static Route listing(String pattern) {
    return Route.on(Operation.LIST, pattern)
        .access(Access.AUTHORIZED)
        .fields(ListedKeys.FIELDS)
        .captures(SecretPath.NAME, SecretPath.NAME_HELP)
        .answers(AnswerSchema.keys())
        .handle(MetadataRoutes::list);
  }

  private static Answer list(Call call) {
    return ListedKeys.of(call, KvV2Store.of(call)::below);
  }

  private static Route scanning(String pattern) {
    return Route.on(Operation.SCAN, pattern)
        .access(Access.AUTHORIZED)
        .fields(ListedKeys.FIELDS)
        .answers(AnswerSchema.keys())
        .handle(call -> ListedKeys.of(call, KvV2Store.of(call)::allBelow));
  }

  private static Answer read(Call call) {
    return KvV2Store.of(call)
        .metadata(SecretPath.of(call))
        .map(metadata -> Answer.data(SecretView.metadata(metadata)))
        .orElseGet(Answer.NotFound::new);
  }

  private static Answer write(Call call) {
    KvV2Store secrets = KvV2Store.of(call);
    String path = SecretPath.of(call);
    Optional<SecretMetadata> found = secrets.metadata(path);
    CheckAndSet.checkMetadata(call, found, secrets.settingsOrDefault());
    SecretMetadata before = found.orElseGet(() -> SecretMetadata.created(call.now()));
    return change(
        call, secrets, before, CustomMetadataFields.replaced(before.custom(), call.fields()));
  }

  private static Answer patch(Call call) {
    KvV2Store secrets = KvV2Store.of(call);
    Optional<SecretMetadata> before = secrets.metadata(SecretPath.of(call));
    if (before.isEmpty()) {
      return new Answer.NotFound();
    }
    CheckAndSet.checkMetadata(call, before, secrets.settingsOrDefault());
    return change(
        call,
        secrets,
        before.get(),
        CustomMetadataFields.merged(before.get().custom(), call.fields()));
  }

  private static Answer change(
      CallInput call, KvV2Store secrets, SecretMetadata before, Map<String, String> custom) {
    KeySettings settings =
        VersionSettingsFields.changed(
            before.settings(), call.fields(), VersionSettingsFields.DELETE_VERSION_AFTER);
    secrets.put(SecretPath.of(call), before, before.with(settings, custom));
    return Answer.done(warnings(call.fields(), secrets));
  }

  private static List<String> warnings(Fields fields, KvV2Store secrets) {
    KeySettings mount = secrets.settingsOrDefault();
    List<String> warnings = new ArrayList<>();
    if (mount.casRequired() && isTurnedOff(fields, VersionSettingsFields.CAS_REQUIRED)) {
      warnings.add(requiredAnyway(VersionSettingsFields.CAS_REQUIRED));
    }
    if (mount.metadataCasRequired()
        && isTurnedOff(fields, VersionSettingsFields.METADATA_CAS_REQUIRED)) {
      warnings.add(requiredAnyway(VersionSettingsFields.METADATA_CAS_REQUIRED));
    }
    return warnings;
  }

  private static boolean isTurnedOff(Fields fields, Field<Boolean> flag) {
    return fields.sent(flag).filter(sent -> !(sent instanceof Value.Null)).isPresent()
        && !fields.value(flag);
  }

  private static String requiredAnyway(Field<Boolean> flag) {
    return '"'
        + flag.name()
        + "\" set to false, but is mandated by backend config. This value will be ignored.";
  }

  private static Answer delete(Call call) {
    KvV2Store secrets = KvV2Store.of(call);
    String path = SecretPath.of(call);
    secrets.metadata(path).ifPresent(metadata -> secrets.remove(path, metadata));
    return new Answer.Empty();
  }
}
