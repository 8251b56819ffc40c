package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.advice.AdviceCode.LONG_LIST;
import static io.azimuth.domain.azure.role.advice.AdviceCode.NEVER_MATCHES;

import io.azimuth.domain.azure.id.EntraRole;
import io.azimuth.domain.azure.id.GuidText;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Advice on the values of the bound lists. */
final class ValueAdvice {

  private static final int LONG = 100;
  private static final String INSTANCE = "is an instance of a scale set, where the set counts,";
  private static final String NO_TOKEN = " and will match no token";
  private static final int SHOWN = 10;

  private ValueAdvice() {}

  static void add(Bindings bindings, Findings findings) {
    for (BoundField field : BoundField.values()) {
      bindings.find(field).ifPresent(list -> add(field, list, findings));
    }
  }

  private static void add(BoundField field, BoundList list, Findings findings) {
    if (!list.isAny() || field.isOfResource()) {
      addUnfit(field, list, findings);
    }
    if (list.values().size() > LONG) {
      findings.add(
          LONG_LIST,
          List.of(field.wireName()),
          field.wireName()
              + " has "
              + list.values().size()
              + " values, with which each login is compared: bind a group or a place instead");
    }
  }

  private static void addUnfit(BoundField field, BoundList list, Findings findings) {
    Predicate<String> fits = value -> problem(field, value).isEmpty();
    List<String> fit = list.values().stream().filter(fits).toList();
    List<String> unfit = list.values().stream().filter(fits.negate()).distinct().toList();
    String name = field.wireName();
    List<String> sentences =
        unfit.stream()
            .limit(SHOWN)
            .map(
                it ->
                    name + ": " + Quoted.of(it) + " " + problem(field, it).orElseThrow() + NO_TOKEN)
            .collect(Collectors.toCollection(ArrayList::new));
    if (unfit.size() > SHOWN) {
      sentences.add(name + ": " + (unfit.size() - SHOWN) + " further values will match no token");
    }
    for (String sentence : sentences) {
      if (fit.isEmpty()) {
        findings.add(NEVER_MATCHES, List.of(name), sentence); // an empty list would admit more
      } else {
        findings.add(
            NEVER_MATCHES, List.of(name), sentence, role -> role.bindings().bind(field, fit));
      }
    }
  }

  private static Optional<String> problem(BoundField field, String value) {
    return switch (field) {
      case SERVICE_PRINCIPALS, APP_IDS, AGENT_BLUEPRINTS ->
          unless(GuidText.canonical(value).isPresent(), "is not a GUID");
      case GROUPS -> unless(!value.equals("*"), "is beside other values");
      case APP_ROLES ->
          unless(EntraRole.parse(value).isPresent(), "is not the value of an app role");
      case TENANTS -> Optional.empty(); // a role with another value cannot be written
      case SUBSCRIPTIONS -> unless(SubscriptionId.parse(value).isPresent(), "is not a GUID");
      case RESOURCE_GROUPS ->
          unless(ResourceGroupName.parse(value).isPresent(), "is not the name of a resource group");
      case LOCATIONS -> unless(Location.parse(value).isPresent(), "is not a location");
      case SCALE_SETS ->
          unless(ScaleSetName.parse(value).isPresent(), "is not the name of a scale set");
      case RESOURCE_IDS -> unless(!isInstance(value), INSTANCE);
      case RESOURCE_TYPES -> unless(!isInstanceType(value), INSTANCE);
    };
  }

  private static Optional<String> unless(boolean fits, String problem) {
    return fits ? Optional.empty() : Optional.of(problem);
  }

  private static boolean isInstance(String id) {
    return ResourceId.parse(id).flatMap(ResourceId::scaleSetOfInstance).isPresent();
  }

  private static boolean isInstanceType(String type) {
    return ResourceType.parse(type).filter(ResourceType.SCALE_SET_INSTANCE::equals).isPresent();
  }
}
