package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.MachineName;
import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ScaleSetName;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The names that a caller sends for the machine it runs on: well formed and not proved.
 *
 * @param subscription the subscription
 * @param resourceGroup the resource group
 * @param scaleSet the scale set
 * @param machine the virtual machine
 * @param resource the resource
 */
public record LoginRequest(
    Optional<SubscriptionId> subscription,
    Optional<ResourceGroupName> resourceGroup,
    Optional<ScaleSetName> scaleSet,
    Optional<MachineName> machine,
    Optional<ResourceId> resource) {

  /** A request without names. */
  public static final LoginRequest NOTHING =
      new LoginRequest(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public LoginRequest {
    Objects.requireNonNull(subscription, "subscription");
    Objects.requireNonNull(resourceGroup, "resourceGroup");
    Objects.requireNonNull(scaleSet, "scaleSet");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(resource, "resource");
  }

  /** Whether it names a resource, and not only a subscription or a group. */
  public boolean namesResource() {
    return scaleSet.isPresent() || machine.isPresent() || resource.isPresent();
  }

  /**
   * The resource that it names: the scale set before the machine before the id. Also empty when the
   * subscription or the group to look it up in is missing.
   */
  public Optional<ResourceId> namedResource() {
    if (scaleSet.isEmpty() && machine.isEmpty()) {
      return resourceOrItsSet();
    }
    Optional<SubscriptionId> within = subscription.or(() -> resource.map(ResourceId::subscription));
    Optional<ResourceGroupName> group =
        resourceGroup.or(() -> resource.map(ResourceId::resourceGroup));
    if (within.isEmpty() || group.isEmpty()) {
      return Optional.empty();
    }
    return scaleSet
        .map(name -> ResourceId.scaleSet(within.get(), group.get(), name))
        .or(() -> machine.map(name -> ResourceId.machine(within.get(), group.get(), name)));
  }

  /** The resource; an instance of a uniform scale set is replaced by the set. */
  public Optional<ResourceId> resourceOrItsSet() {
    return resource.map(id -> id.scaleSetOfInstance().orElse(id));
  }

  /** A builder whose names are all empty. */
  public static Raw raw() {
    return new Raw();
  }

  /** The names as the caller wrote them; an empty text counts as absent. */
  public static final class Raw {

    private String subscription = "";
    private String resourceGroup = "";
    private String scaleSet = "";
    private String machine = "";
    private String resource = "";

    private Raw() {}

    /** Sets the id of the subscription. */
    public Raw subscription(String text) {
      subscription = text;
      return this;
    }

    /** Sets the name of the resource group. */
    public Raw resourceGroup(String text) {
      resourceGroup = text;
      return this;
    }

    /** Sets the name of the scale set. */
    public Raw scaleSet(String text) {
      scaleSet = text;
      return this;
    }

    /** Sets the name of the virtual machine. */
    public Raw machine(String text) {
      machine = text;
      return this;
    }

    /** Sets the id of the resource. */
    public Raw resource(String text) {
      resource = text;
      return this;
    }

    /**
     * The request, or what is wrong with it, in this order: subscription, resource group, scale
     * set, virtual machine, resource.
     */
    public Checked<LoginRequest> parse() {
      List<String> problems = new ArrayList<>();
      LoginRequest request =
          new LoginRequest(
              read(subscription, SubscriptionId::parse, "invalid subscription id ", problems),
              read(
                  resourceGroup,
                  ResourceGroupName::parse,
                  "invalid resource group name ",
                  problems),
              read(scaleSet, ScaleSetName::parse, "invalid vmss_name ", problems),
              read(machine, MachineName::parse, "invalid vm name ", problems),
              read(resource, ResourceId::parse, "invalid resource_id ", problems));
      return problems.isEmpty() ? Checked.of(request) : Checked.problems(problems);
    }

    private static <T> Optional<T> read(
        String text, Function<String, Optional<T>> parse, String problem, List<String> problems) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<T> value = parse.apply(text);
      if (value.isEmpty()) {
        problems.add(problem + Quoted.of(text));
      }
      return value;
    }
  }
}
