package io.azimuth.azure.status;

import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import java.util.List;
import java.util.stream.Stream;

/** What {@code config/status} answers. */
final class ConfigStatusAnswer {

  private static final List<AnswerField> OF_SERVICE =
      List.of(
          AnswerField.flag("ok", "whether the last call was answered").orNull(),
          AnswerField.number("latency_ms", "how long that took").orNull(),
          AnswerField.time("last_success", "when a call was answered last").orNull(),
          AnswerField.text("last_error", "why the last call that failed did").orNull(),
          AnswerField.time("last_error_at", "when that was").orNull());

  private static final List<AnswerField> SERVICES =
      List.of(
          service("discovery", "the discovery document of the tenant"),
          AnswerField.object(
              "keys",
              "the keys that sign its tokens",
              Stream.concat(
                      OF_SERVICE.stream(),
                      Stream.of(AnswerField.texts("addresses", "where they are fetched from")))
                  .toArray(AnswerField[]::new)),
          service("resource_manager", "Azure Resource Manager"),
          service("graph", "Microsoft Graph"));

  private static final AnswerField GRACE =
      AnswerField.object(
          "outage_grace",
          "the grace for machines while Azure is away",
          AnswerField.seconds("seconds", "how long it is"),
          AnswerField.flag("in_force", "whether it is in force now"),
          AnswerField.time("away_since", "since when Azure is away").orNull());

  private static final AnswerField WATCH =
      AnswerField.object(
          "watch_resources",
          "the rounds that look for machines that are gone",
          AnswerField.flag("enabled", "whether there are any"),
          AnswerField.object("last_round", "what the last one found").orNull());

  private static final AnswerField CREDENTIAL =
      AnswerField.object(
          "credential",
          "how the server itself signs in",
          AnswerField.text("kind", "what it signs in with").orNull(),
          AnswerField.text("client_id", "as which app"),
          AnswerField.time("expires", "when that ends").orNull(),
          AnswerField.text("source", "where it is from").orNull(),
          AnswerField.text("problem", "why it cannot sign in"),
          AnswerField.object(
              "federation",
              "what Azure must be told, byte for byte",
              AnswerField.text("issuer", "the issuer").orNull(),
              AnswerField.text("subject", "the subject").orNull(),
              AnswerField.text("audience", "the audience")));

  private static final AnswerField PENDING =
      AnswerField.object(
              "pending_rotation",
              "the rotation that is going on",
              AnswerField.text("state", "how far it is"),
              AnswerField.time("since", "since when"))
          .orNull();

  private static final AnswerField ROTATION =
      AnswerField.object(
          "rotation",
          "rotations",
          AnswerField.time("next", "when the next one is due").orNull(),
          AnswerField.time("last", "when the last one ended").orNull(),
          AnswerField.text("last_failure", "why the last one that failed did").orNull(),
          AnswerField.time("last_failure_at", "when that was").orNull());

  private static final AnswerField LEFTOVERS =
      AnswerField.objects(
          "leftover_credentials",
          "credentials of the app that the server could not remove",
          AnswerField.text("client_id", "the app"),
          AnswerField.text("key_id", "the id of the credential"),
          AnswerField.text("display_name", "its name"),
          AnswerField.time("expires", "when it ends").orNull(),
          AnswerField.text("reason", "why it is left"),
          AnswerField.text("command", "the command that removes it"));

  /** The whole answer. */
  static final AnswerSchema SCHEMA =
      AnswerSchema.data(SERVICES)
          .with(
              AnswerField.objectsByName(
                  "additional_tenants",
                  "the same of each tenant more",
                  SERVICES.toArray(AnswerField[]::new)),
              AnswerField.objectsByName(
                  "attestation_keys",
                  "the keys that sign attestations, of each instance of attestation_issuers",
                  OF_SERVICE.toArray(AnswerField[]::new)),
              GRACE,
              WATCH,
              AnswerField.number("logins_waiting", "how many logins wait for Azure now"),
              CREDENTIAL,
              PENDING,
              ROTATION,
              LEFTOVERS,
              AnswerField.object("settings", "each setting, with its value and its source"),
              AnswerField.object("rights", "the rights in Azure that are needed"),
              AnswerField.texts("advice", "what to do"),
              AnswerField.objects(
                  "advice_codes",
                  "the advice that operators can acknowledge",
                  AnswerField.text("code", "the stable code"),
                  AnswerField.text("sentence", "the same sentence as in advice")));

  private ConfigStatusAnswer() {}

  private static AnswerField service(String name, String help) {
    return AnswerField.object(name, help, OF_SERVICE.toArray(AnswerField[]::new));
  }
}
