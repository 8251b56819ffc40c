package io.azimuth.domain.azure.role.advice;

import static io.azimuth.domain.azure.role.BoundField.LOCATIONS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_GROUPS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_IDS;
import static io.azimuth.domain.azure.role.BoundField.RESOURCE_TYPES;
import static io.azimuth.domain.azure.role.BoundField.SCALE_SETS;
import static io.azimuth.domain.azure.role.BoundField.SUBSCRIPTIONS;
import static io.azimuth.domain.azure.role.advice.AdviceCode.IDENTITY_PLACE;
import static io.azimuth.domain.azure.role.advice.AdviceCode.IDENTITY_REGION;
import static io.azimuth.domain.azure.role.advice.AdviceCode.MAPPED_TAG_WRITERS;
import static io.azimuth.domain.azure.role.advice.AdviceCode.NO_ATTESTATION_ISSUERS;
import static io.azimuth.domain.azure.role.advice.AdviceCode.PROOF_OF_FLEXIBLE_SET;
import static io.azimuth.domain.azure.role.advice.AdviceCode.PROOF_WITHOUT_CLAIMS;
import static io.azimuth.domain.azure.role.advice.AdviceCode.RENEWAL_UNUSED;
import static io.azimuth.domain.azure.role.advice.AdviceCode.TAG_WRITERS;

import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.role.AliasSource;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.LoginMapping;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.azure.role.ResourceProof;
import java.util.List;
import java.util.stream.Stream;

/** Advice on the resources of a login, and on what proves them. */
final class ResourceAdvice {

  private static final String PROOF = "resource_proof";
  private static final List<String> MACHINES =
      List.of(ResourceType.VIRTUAL_MACHINE.value(), ResourceType.SCALE_SET.value());

  private ResourceAdvice() {}

  static void add(Bindings bindings, MountFacts mount, Findings findings) {
    ResourceBindings resource = bindings.resource();
    if (resource.proof() == ResourceProof.CLAIMS && resource.isBound()) {
      addProof(bindings, mount, findings);
    }
    addLocations(resource, findings);
    addTags(resource, findings);
    addMappedTags(bindings.mapping(), findings);
    addPlaces(resource, mount, findings);
    if (resource.attestation().isDemanded() && !mount.acceptsAttestations()) {
      findings.add(
          NO_ATTESTATION_ISSUERS,
          List.of("bound_attestation"),
          "bound_attestation: the mount has no attestation_issuers, so every login will be refused;"
              + " name the instances of the attestation service in its configuration");
    }
    if (resource.renewProof() && !bindings.needsResource()) {
      findings.add(
          RENEWAL_UNUSED,
          List.of("renew_resource_proof"),
          "renew_resource_proof has no effect: the role binds no resource",
          role -> role.bindings().renewResourceProof(false));
    }
  }

  private static void addProof(Bindings bindings, MountFacts mount, Findings findings) {
    if (!mount.firstPartyAudience()) {
      findings.add(
          PROOF_WITHOUT_CLAIMS,
          List.of(PROOF),
          "resource_proof \"claims\" takes only tokens for a first-party audience, which this"
              + " mount's resource is not; logins with tokens for it will be refused",
          ResourceAdvice::askAzure);
    }
    boolean setsBound = !bindings.resource().bound(SCALE_SETS).isEmpty();
    if (setsBound || bindings.aliasSource() == AliasSource.SCALE_SET) {
      findings.add(
          PROOF_OF_FLEXIBLE_SET,
          List.of(PROOF, setsBound ? SCALE_SETS.wireName() : "alias_source"),
          "resource_proof \"claims\" proves uniform scale sets only: no claim names the scale set of"
              + " a virtual machine, so those of flexible ones will be refused",
          ResourceAdvice::askAzure);
    }
  }

  // Judged by the region of the identity, whatever runs with it and wherever.
  private static void addLocations(ResourceBindings resource, Findings findings) {
    if (resource.bound(LOCATIONS).isEmpty() || !resource.mayBindIdentities()) {
      return;
    }
    List<String> fields = names(LOCATIONS, RESOURCE_TYPES);
    String sentence =
        "bound_locations: a token without a machine claim (of a pod or of a federated workload, also"
            + " outside Azure) is judged by the region of its user-assigned identity and not by the"
            + " place where the workload runs; set bound_resource_types to admit machines only";
    if (resource.bound(RESOURCE_IDS).isEmpty() && !bindsIdentitiesAlone(resource)) {
      findings.add(IDENTITY_REGION, fields, sentence, role -> admitNoIdentities(resource, role));
    } else {
      findings.add(IDENTITY_REGION, fields, sentence); // it means to bind such identities
    }
  }

  // Tags are no permission: Azure lets more people write them than make or change a machine.
  private static void addTags(ResourceBindings resource, Findings findings) {
    if (resource.tags().isEmpty()) {
      return;
    }
    String sentence =
        "bound_tags: whoever may write tags there (Tag Contributor, or any role with"
            + " Microsoft.Resources/tags/write or with write on the resource) can give a resource"
            + " these tags and take them away, so tags narrow the other bindings and are no proof of"
            + " their own";
    findings.add(
        TAG_WRITERS,
        List.of("bound_tags"),
        resource.mayBindIdentities()
            ? sentence
                + "; for a token without a machine claim, the tags of its user-assigned identity"
                + " count"
            : sentence);
  }

  private static void addMappedTags(LoginMapping mapping, Findings findings) {
    if (!mapping.tags().isEmpty()) {
      findings.add(
          MAPPED_TAG_WRITERS,
          List.of("tag_mappings"),
          "tag_mappings: whoever may write tags of a resource chooses this metadata of its logins, and"
              + " so the paths of policies whose templates name it");
    }
  }

  private static void addPlaces(ResourceBindings resource, MountFacts mount, Findings findings) {
    List<String> places =
        Stream.of(SUBSCRIPTIONS, RESOURCE_GROUPS)
            .filter(field -> !resource.bound(field).isEmpty())
            .map(BoundField::wireName)
            .toList();
    boolean typesNamed =
        !resource.bound(RESOURCE_TYPES).isEmpty() || !resource.bound(RESOURCE_IDS).isEmpty();
    if (places.isEmpty() || typesNamed || !mount.firstPartyAudience()) {
      return;
    }
    findings.add(
        IDENTITY_PLACE,
        Stream.concat(places.stream(), Stream.of(RESOURCE_TYPES.wireName())).toList(),
        String.join(" and ", places)
            + ": for a token without a machine claim (of a pod or of a federated workload, also"
            + " outside Azure) the place of its user-assigned identity counts, so every workload"
            + " that has the identity is admitted; set bound_resource_types to admit machines only",
        role -> admitNoIdentities(resource, role));
  }

  private static void askAzure(AzureRoleBuilder role) {
    role.bindings().resourceProof(ResourceProof.DIRECTORY.wireName());
  }

  // Machines instead of them would be admitted for the first time.
  private static boolean bindsIdentitiesAlone(ResourceBindings resource) {
    List<String> types = resource.bound(RESOURCE_TYPES).values();
    return !types.isEmpty() && types.stream().allMatch(ResourceAdvice::isIdentity);
  }

  private static boolean isIdentity(String type) {
    return ResourceType.parse(type).filter(ResourceType.USER_ASSIGNED_IDENTITY::equals).isPresent();
  }

  private static void admitNoIdentities(ResourceBindings resource, AzureRoleBuilder role) {
    List<String> others =
        resource.bound(RESOURCE_TYPES).values().stream().filter(type -> !isIdentity(type)).toList();
    role.bindings().bind(RESOURCE_TYPES, others.isEmpty() ? MACHINES : others);
  }

  private static List<String> names(BoundField... fields) {
    return Stream.of(fields).map(BoundField::wireName).toList();
  }
}
