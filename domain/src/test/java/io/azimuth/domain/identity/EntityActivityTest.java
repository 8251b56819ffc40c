package io.azimuth.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.time.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntityActivityTest {

  private static final Instant NOW = Instant.parse("2026-12-02T08:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  private final EntityActivity fresh = EntityActivity.beginning(NOW);

  @Test
  void coversTheServiceTokensOfADay() {
    Instant last = NOW.plus(EntityActivity.RESOLUTION).minusNanos(1);

    assertThat(fresh.after(NOW, Optional.empty())).isSameAs(fresh);
    assertThat(fresh.after(last, Optional.empty())).isSameAs(fresh);
    assertThat(fresh.after(NOW.minusSeconds(60), Optional.empty())).isSameAs(fresh);
    assertThat(fresh.after(last.plusNanos(1), Optional.empty()))
        .isEqualTo(new EntityActivity(last.plusNanos(1), NOW));
  }

  @Test
  void coversTheBatchTokensOfADayWithOneChange() {
    Duration ttl = Duration.ofHours(1);
    EntityActivity first = fresh.after(NOW, Optional.of(NOW.plus(ttl)));
    assertThat(first)
        .isEqualTo(new EntityActivity(NOW, NOW.plus(ttl).plus(EntityActivity.RESOLUTION)));

    Instant last = NOW.plus(EntityActivity.RESOLUTION).minusNanos(1);
    assertThat(first.after(last, Optional.of(last.plus(ttl)))).isSameAs(first);

    Instant longer = NOW.plus(Duration.ofDays(40));
    assertThat(first.after(NOW, Optional.of(longer)).batchUntil())
        .isEqualTo(longer.plus(EntityActivity.RESOLUTION));
  }

  @Test
  void aServiceTokenDoesNotShortenTheTimeOfBatchTokens() {
    EntityActivity batch = fresh.after(NOW, Optional.of(NOW.plus(MONTH)));
    Instant later = NOW.plus(Duration.ofDays(2));

    assertThat(batch.after(later, Optional.empty()))
        .isEqualTo(new EntityActivity(later, batch.batchUntil()));
  }

  @Test
  void isOverWhenNoTokenThatItCoversCanBeSoYoung() {
    Instant end = NOW.plus(EntityActivity.RESOLUTION).plus(MONTH).plus(ClockSkew.ALLOWED);

    assertThat(fresh.isOver(MONTH, end)).isFalse();
    assertThat(fresh.isOver(MONTH, end.plusNanos(1))).isTrue();
  }

  @Test
  void isNotOverWhileABatchTokenMayLive() {
    EntityActivity batch = new EntityActivity(NOW, NOW.plus(MONTH));
    Instant end = NOW.plus(MONTH).plus(MONTH).plus(ClockSkew.ALLOWED);

    assertThat(batch.isOver(MONTH, end)).isFalse();
    assertThat(batch.isOver(MONTH, end.plusNanos(1))).isTrue();
  }

  /** Otherwise a login at that moment would leave the entity as it is, and lose it. */
  @Test
  void whatIsOverIsChangedByAnotherTokenOnEachServer() {
    Instant over =
        NOW.plus(EntityActivity.RESOLUTION).plus(MONTH).plus(ClockSkew.ALLOWED).plusNanos(1);
    assertThat(fresh.isOver(MONTH, over)).isTrue();

    Instant ofAnotherServer = over.minus(ClockSkew.ALLOWED);
    assertThat(fresh.after(ofAnotherServer, Optional.empty())).isNotEqualTo(fresh);
  }

  private static Entity login() {
    return Entity.ofLogin("e", "entity_e", NOW)
        .with(new Alias("a", "auth_app", "who", "e", Map.of("vm", "one"), NOW), NOW)
        .inExternalGroups(List.of("ga-1.1"), NOW);
  }

  @Test
  void whatLoginsChangeLeavesAnEntityTheirs() {
    assertThat(login().isUnused(MONTH, NOW.plus(Duration.ofDays(40)))).isTrue();
    assertThat(login().isUnused(MONTH, NOW.plus(Duration.ofDays(20)))).isFalse();
    assertThat(login().given(NOW, Optional.empty())).isEqualTo(login());
    assertThat(
            login()
                .given(NOW.plus(MONTH), Optional.empty())
                .isUnused(MONTH, NOW.plus(Duration.ofDays(40))))
        .isFalse();
  }

  static Stream<Entity> changedByHand() {
    Entity other = new Entity("o", "other", List.of(), Map.of(), false, NOW);
    return Stream.of(
        login().changed("name", List.of(), Map.of(), false, NOW),
        login().kept(),
        EntityMerge.of(login(), List.of(other), Set.of(), NOW).merged(),
        EntityMerge.of(other, List.of(login()), Set.of(), NOW).merged(),
        other);
  }

  @ParameterizedTest
  @MethodSource("changedByHand")
  void whatSomebodyElseMadeOrChangedStays(Entity entity) {
    assertThat(entity.activity()).isEmpty();
    assertThat(entity.isUnused(MONTH, NOW.plus(Duration.ofDays(4_000)))).isFalse();
    assertThat(entity.given(NOW.plus(MONTH), Optional.of(NOW))).isSameAs(entity);
  }
}
