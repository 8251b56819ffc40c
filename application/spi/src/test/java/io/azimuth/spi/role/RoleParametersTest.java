package io.azimuth.spi.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleParametersTest {

  private static final RoleParameters<GateRoleBuilder, GateRole> TABLE =
      new RoleParameters<>(
          List.of(
              RoleParameter.of(
                  Field.commaList("bound_doors", "the doors"),
                  GateRoleBuilder::doors,
                  role -> role.doors),
              RoleParameter.of(TokenParameters.TTL, "ttl"),
              RoleParameter.of(
                      Field.text("floor", "the floor"),
                      GateRoleBuilder::floor,
                      (GateRole role) -> role.floor)
                  .alsoTakenAs("storey")
                  .hiddenByDefault()));

  private record GateRole(
      RoleName name,
      List<String> doors,
      String floor,
      TokenSettings tokenSettings,
      Set<String> oldNames)
      implements AuthRole {

    GateRole {
      doors = List.copyOf(doors);
      oldNames = Set.copyOf(oldNames);
    }
  }

  private static final class GateRoleBuilder implements AuthRoleBuilder {

    private final TokenSettingsBuilder tokenSettings = TokenSettings.builder();
    private final Set<String> oldNames = new HashSet<>();
    private List<String> doors = List.of();
    private String floor = "";

    @Override
    public TokenSettingsBuilder tokenSettings() {
      return tokenSettings;
    }

    @Override
    public GateRoleBuilder oldName(String oldName, boolean used) {
      if (used) {
        oldNames.add(oldName);
      } else {
        oldNames.remove(oldName);
      }
      return this;
    }

    void doors(List<String> value) {
      doors = value;
    }

    void floor(String value) {
      floor = value;
    }

    GateRole build() {
      RoleName name = RoleName.parse("door").orElseThrow();
      return new GateRole(name, doors, floor, tokenSettings.build(), oldNames);
    }
  }

  private static void send(GateRoleBuilder role, Value.Obj parameters) {
    TABLE.apply(Fields.of(TABLE.fields(), parameters, Map.of()), role);
  }

  private static Value.Obj sent(String name, String value) {
    return Value.Obj.builder().put(name, value).build();
  }

  @Test
  void aWriteTakesTheParametersAndTheirOldNamesLast() {
    assertThat(TABLE.fields())
        .extracting(Field::name)
        .containsExactly("bound_doors", "token_ttl", "floor", "ttl", "storey");
  }

  @Test
  void whatIsNotSentKeepsItsValue() {
    GateRoleBuilder role = new GateRoleBuilder();
    send(role, sent("bound_doors", "north,south"));
    send(role, sent("token_ttl", "1h"));

    assertThat(role.build().doors()).containsExactly("north", "south");
    assertThat(role.build().tokenSettings().lifetimes().ttl()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aReadShowsAnOldNameWhileTheLastWriteUsedIt() {
    GateRoleBuilder role = new GateRoleBuilder();
    send(role, sent("ttl", "1h"));
    assertThat(TABLE.shown(role.build()).members())
        .containsEntry("token_ttl", Value.of(3_600))
        .containsEntry("ttl", Value.of(3_600));

    send(role, sent("token_ttl", "2h"));
    assertThat(TABLE.shown(role.build()).members())
        .containsEntry("token_ttl", Value.of(7_200))
        .doesNotContainKey("ttl");
  }

  @Test
  void aReadShowsNoOldNameOfADefault() {
    GateRoleBuilder role = new GateRoleBuilder();
    send(role, sent("ttl", "0"));

    assertThat(TABLE.shown(role.build()).members())
        .containsEntry("token_ttl", Value.of(0))
        .doesNotContainKey("ttl");
  }

  @Test
  void theNewNameTakesPrecedence() {
    GateRoleBuilder role = new GateRoleBuilder();
    send(role, Value.Obj.builder().put("ttl", "1h").put("token_ttl", "2h").build());

    assertThat(role.build().tokenSettings().lifetimes().ttl()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void anOldNameCanBeTakenAndNeverShown() {
    GateRoleBuilder role = new GateRoleBuilder();
    assertThat(TABLE.shown(role.build()).members()).doesNotContainKeys("floor", "storey");

    send(role, sent("storey", "third"));
    assertThat(TABLE.shown(role.build()).members())
        .containsEntry("floor", Value.of("third"))
        .doesNotContainKey("storey");
  }

  @Test
  void whatIsShownRestoresTheRole() {
    GateRoleBuilder role = new GateRoleBuilder();
    send(
        role,
        Value.Obj.builder().put("ttl", "1h").put("bound_doors", "north").put("floor", "1").build());
    GateRoleBuilder restored = new GateRoleBuilder();
    TABLE.restore(TABLE.shown(role.build()), restored);

    assertThat(restored.build()).isEqualTo(role.build());
  }

  @Test
  void oneParameterCanBeSetToItsDefault() {
    RoleParameter<GateRoleBuilder, GateRole, Duration> ttl =
        RoleParameter.of(TokenParameters.TTL, "ttl");
    GateRoleBuilder role = new GateRoleBuilder();
    Fields none = Fields.of(ttl.fields().toList(), Value.Obj.EMPTY, Map.of());
    assertThat(ttl.apply(none, role)).isFalse();
    Fields hour = Fields.of(ttl.fields().toList(), sent("ttl", "1h"), Map.of());
    assertThat(ttl.apply(hour, role)).isTrue();

    ttl.reset(role);

    assertThat(role.build().tokenSettings().lifetimes().ttl()).isZero();
    assertThat(role.build().oldNames()).isEmpty();
  }
}
