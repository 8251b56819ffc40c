package io.azimuth.application.system.mounts;

import io.azimuth.domain.mount.EchoedSettings;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.List;

/**
 * The parameters of mounts that are stored and shown, and that have no effect here. Clients send
 * them, and some do not show a refusal.
 */
final class EchoedFields {

  static final Field<Boolean> LOCAL = flag("local", "not replicated");
  static final Field<Boolean> SEAL_WRAP = flag("seal_wrap", "wrapped by the seal as well");
  static final Field<Boolean> EXTERNAL_ENTROPY =
      flag("external_entropy_access", "random numbers from elsewhere");
  static final Field<Boolean> FORCE_NO_CACHE =
      flag("force_no_cache", "nothing is cached past a change");
  static final Field<Boolean> TRIM_SLASHES =
      flag("trim_request_trailing_slashes", "slashes at the end of paths");

  /** The parameters of enabling, beside {@code config}. */
  static final List<Field<Boolean>> OF_NEW = List.of(LOCAL, SEAL_WRAP, EXTERNAL_ENTROPY);

  /** The flags of {@code config} and of tuning. */
  static final List<Field<Boolean>> FLAGS = List.of(FORCE_NO_CACHE, TRIM_SLASHES, EXTERNAL_ENTROPY);

  /** The lists of {@code config} and of tuning. */
  static final List<Field<List<String>>> LISTS =
      List.of(
          list("passthrough_request_headers", "headers for the backend"),
          list("allowed_response_headers", "headers that the backend may set"),
          list("allowed_managed_keys", "keys that are managed elsewhere"),
          list("delegated_auth_accessors", "auth methods that log in through the backend"));

  private EchoedFields() {}

  /** The current settings, changed by the parameters that were sent. */
  static EchoedSettings changed(EchoedSettings current, Fields fields) {
    EchoedSettings changed = current;
    for (Field<Boolean> flag : FLAGS) {
      changed = changed.with(flag.name(), fields.present(flag).orElse(current.isOn(flag.name())));
    }
    for (Field<List<String>> list : LISTS) {
      changed =
          changed.with(
              list.name(),
              fields.present(list).orElse(current.lists().getOrDefault(list.name(), List.of())));
    }
    return changed;
  }

  /** The settings of a new mount, with those that are beside {@code config}. */
  static EchoedSettings ofNew(EchoedSettings config, Fields fields) {
    EchoedSettings all = config;
    for (Field<Boolean> flag : OF_NEW) {
      if (fields.value(flag)) {
        all = all.with(flag.name(), true);
      }
    }
    return all;
  }

  private static Field<Boolean> flag(String name, String help) {
    return Field.flag(name, false, help + "; without effect");
  }

  private static Field<List<String>> list(String name, String help) {
    return Field.commaList(name, help + "; without effect");
  }
}
