package io.azimuth.spi.role;

import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A parameter of a role that is a setting of its tokens: how it is sent, set and shown.
 *
 * @param field its name, type and description
 * @param setting changes the settings to the value that was sent
 * @param value the value of the settings
 * @param <T> the type of its value
 */
public record TokenParameter<T>(
    Field<T> field, BiConsumer<TokenSettingsBuilder, T> setting, Function<TokenSettings, T> value) {

  public TokenParameter {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(setting, "setting");
    Objects.requireNonNull(value, "value");
  }

  /** Applies the parameter, if it was sent. */
  public void apply(Fields fields, TokenSettingsBuilder settings) {
    fields.present(field).ifPresent(sent -> setting.accept(settings, sent));
  }

  /** Adds the value of the settings to an answer. */
  public void show(TokenSettings settings, Value.Builder data) {
    data.put(field.name(), field.toValue(value.apply(settings)));
  }
}
