package io.azimuth.application.system.mounts;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import java.util.List;

/** The parameters of enabling an auth method. Clients always send all of them. */
final class AuthMountFields {

  static final Field<String> TYPE = Field.text("type", "the type of the auth method");
  static final Field<String> DESCRIPTION = Field.text("description", "words for people");
  static final Field<Value.Obj> CONFIG =
      Field.object("config", "lifetimes and visibility of the mount");

  static final List<Field<?>> ALL =
      List.of(
          TYPE,
          DESCRIPTION,
          CONFIG,
          Field.pairs("options", "options of the method").notYet(),
          Field.flag("local", false, "not replicated").notYet(),
          Field.flag("seal_wrap", false, "wrapped by the seal as well").notYet(),
          Field.flag("external_entropy_access", false, "chance from elsewhere").notYet(),
          Field.text("plugin_name", "the plugin of the method").notYet(),
          Field.text("plugin_version", "the version of the plugin").notYet());

  private AuthMountFields() {}
}
