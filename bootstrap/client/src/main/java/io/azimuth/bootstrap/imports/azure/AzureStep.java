package io.azimuth.bootstrap.imports.azure;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportReport.Outcome;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.ItemRefusedException;
import io.azimuth.bootstrap.imports.rule.FieldDifference;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.bootstrap.imports.rule.ShellWord;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Configurations and roles of azure auth methods. Secrets of a configuration cannot be read. */
public final class AzureStep implements ImportStep {

  private static final RecordFields CONFIG =
      RecordFields.of(
          List.of(
              ImportField.of("tenant_id", FieldShape.TEXT),
              ImportField.of("additional_tenants", FieldShape.SET),
              ImportField.of("resource", FieldShape.TEXT),
              ImportField.of("additional_audiences", FieldShape.SET),
              ImportField.of("environment", FieldShape.TEXT),
              ImportField.of("clock_skew_leeway", FieldShape.SECONDS).orElse(Value.of(60)),
              ImportField.of("attestation_issuers", FieldShape.SET),
              ImportField.of("client_id", FieldShape.TEXT),
              ImportField.of("root_password_ttl", FieldShape.SECONDS).orElse(Value.of("4380h")),
              ImportField.of("max_retries", FieldShape.NUMBER).orElse(Value.of(3)),
              ImportField.of("retry_delay", FieldShape.PAUSE).orElse(Value.of("4s")),
              ImportField.of("max_retry_delay", FieldShape.PAUSE).orElse(Value.of("60s")),
              ImportField.of("resource_cache_ttl", FieldShape.SECONDS).orElse(Value.of(60)),
              ImportField.of("resource_stale_ttl", FieldShape.SECONDS),
              ImportField.of("login_timeout", FieldShape.SECONDS).orElse(Value.of(30)),
              ImportField.of("outage_grace", FieldShape.SECONDS),
              ImportField.of("watch_resources", FieldShape.FLAG),
              ImportField.of("azure_log_level", FieldShape.TEXT),
              ImportField.of("resolve_groups", FieldShape.FLAG),
              ImportField.of("identity_token_audience", FieldShape.TEXT),
              ImportField.of("identity_token_ttl", FieldShape.SECONDS),
              ImportField.of("auth_type", FieldShape.TEXT),
              ImportField.of("rotation_schedule", FieldShape.TEXT),
              ImportField.of("rotation_window", FieldShape.SECONDS),
              ImportField.of("rotation_period", FieldShape.SECONDS),
              ImportField.of("disable_automated_rotation", FieldShape.FLAG)),
          "root_password_expiration_date");

  private static final Set<String> WITH_SECRET = Set.of("client_secret", "client_certificate");

  @Override
  public ImportKind kind() {
    return ImportKind.AZURE;
  }

  @Override
  public void run(ImportRun run) {
    run.eachMount(
        (mount, kind) -> {
          if (kind.isAzure()) {
            run.item(mount, () -> copy(run, mount));
          }
        });
  }

  private static void copy(ImportRun run, String mount) {
    if (!run.isHere(mount, "roles")) {
      return;
    }
    run.item(mount + "config", () -> config(run, mount + "config"));
    run.each(
        mount + "role",
        run.source().list(mount + "role"),
        name -> role(run, mount + "role/" + name));
  }

  private static void config(ImportRun run, String path) {
    Optional<Value.Obj> source = run.source().read(path);
    if (source.isEmpty()) {
      return; // the mount has no configuration
    }
    run.takeOver(
        path,
        CONFIG,
        run.mounts().readHere(path),
        source.get(),
        body -> run.target().send(ApiCall.post(path, body)));
    for (String name : CONFIG.unknown(source.get())) {
      run.report().tell(Outcome.NOTE, path, "the setting " + name + " is not taken over");
    }
    if (needsSecret(source.get()) && !hasSecret(run, path)) {
      run.report()
          .tell(
              Outcome.NOTE,
              path,
              "secrets cannot be read; write the client secret yourself",
              List.of(
                  "printf %s \"$CLIENT_SECRET\" | azimuth write "
                      + ShellWord.of(path)
                      + " client_secret=-"));
    }
  }

  private static boolean needsSecret(Value.Obj source) {
    return RecordFields.text(source, "client_id").isPresent()
        && RecordFields.text(source, "identity_token_audience").isEmpty();
  }

  private static boolean hasSecret(ImportRun run, String path) {
    return run.mounts()
        .readHere(path + "/status")
        .flatMap(status -> ApiReply.object(status, "credential"))
        .flatMap(credential -> RecordFields.text(credential, "kind"))
        .filter(WITH_SECRET::contains)
        .isPresent();
  }

  private static void role(ImportRun run, String path) {
    Value.Obj source = run.source().read(path).orElse(Value.Obj.EMPTY);
    run.requireKnown(AzureRoles.FIELDS, source);
    Value.Obj written = AzureRoles.FIELDS.written(source);
    Optional<Value.Obj> target = run.mounts().readHere(path);
    AzureRoles.Binding binding = AzureRoles.binding(written);
    if (target.isPresent()) {
      List<FieldDifference> differences = AzureRoles.FIELDS.differences(target.get(), source);
      run.align(
          path,
          binding == AzureRoles.Binding.SPECIFIC
              ? differences
              : AzureRoles.butPrincipals(differences),
          body -> run.target().send(ApiCall.post(path, body)));
      return;
    }
    switch (binding) {
      case SPECIFIC -> add(run, path, written);
      case PLACES ->
          run.report()
              .tell(
                  Outcome.REFUSED,
                  path,
                  "it is bound by places alone, and no login succeeds with such a role; name"
                      + " principals, or let any principal there log in",
                  List.of(AzureRoles.command(path, written)));
      case ANYBODY ->
          throw new ItemRefusedException(
              "it lets any principal of the tenant log in; bind it to principals, groups or places");
      case NOTHING -> throw new ItemRefusedException("it binds no principal, group or application");
    }
  }

  private static void add(ImportRun run, String path, Value.Obj written) {
    List<String> problems = AzureRoles.problems(written);
    if (!problems.isEmpty()) {
      throw new ItemRefusedException(String.join("; ", problems));
    }
    run.write(path, "", () -> run.target().send(ApiCall.post(path, written)));
  }
}
