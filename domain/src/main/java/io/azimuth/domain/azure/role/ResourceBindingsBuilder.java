package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.text.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of {@link BindingsBuilder} that says from which resources a login may come. */
final class ResourceBindingsBuilder {

  private final EnumMap<BoundField, BoundList> lists = new EnumMap<>(BoundField.class);
  private Map<String, String> tags = Map.of();
  private String proof = ResourceProof.DIRECTORY.wireName();
  private boolean renewProof;
  private boolean attestedDocument;
  private List<String> attestation = List.of();
  private List<String> attestationPolicies = List.of();

  ResourceBindingsBuilder() {}

  ResourceBindingsBuilder(ResourceBindings bindings) {
    lists.putAll(bindings.lists().lists());
    tags = bindings.tags().pairs();
    proof = bindings.proof().wireName();
    renewProof = bindings.renewProof();
    attestedDocument = bindings.attested();
    attestation = bindings.attestation().words();
    attestationPolicies = bindings.attestation().policyHashes();
  }

  void bind(BoundField field, BoundList values) {
    lists.put(field, values);
  }

  void tags(Map<String, String> pairs) {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
  }

  void proof(String value) {
    proof = value;
  }

  void renewProof(boolean value) {
    renewProof = value;
  }

  void attestedDocument(boolean value) {
    attestedDocument = value;
  }

  void attestation(Collection<String> words) {
    attestation = List.copyOf(words);
  }

  void attestationPolicies(Collection<String> hashes) {
    attestationPolicies = List.copyOf(hashes);
  }

  /** Whether claims alone prove the resource, so that Azure is never asked. */
  boolean isByClaims() {
    return proof.equals(ResourceProof.CLAIMS.wireName());
  }

  /** Whether a login needs a resource. */
  boolean isBound() {
    return new BoundLists(lists).isBound() || !tags.isEmpty();
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String id : bound(BoundField.RESOURCE_IDS).values()) {
      addIf(problems, ResourceId.parse(id).isEmpty(), "invalid resource id " + Quoted.of(id));
    }
    for (String type : bound(BoundField.RESOURCE_TYPES).values()) {
      addIf(
          problems, ResourceType.parse(type).isEmpty(), "invalid resource type " + Quoted.of(type));
    }
    BoundTags.problem(tags).ifPresent(problems::add);
    addProofProblems(problems);
    addAttestedProblems(problems);
    return problems;
  }

  /**
   * Adds the bindings that claims alone can never prove. Whether a scale set is flexible is not
   * known here, unless the bound types or ids allow virtual machines only.
   */
  private void addProofProblems(List<String> problems) {
    addIf(
        problems,
        ResourceProof.parse(proof).isEmpty(),
        "resource_proof must be \"directory\" or \"claims\"");
    addIf(
        problems,
        isByClaims() && !bound(BoundField.LOCATIONS).isEmpty(),
        "bound_locations needs resource_proof \"directory\": no claim holds a location");
    addIf(
        problems,
        isByClaims() && !tags.isEmpty(),
        "bound_tags needs resource_proof \"directory\": no claim holds a tag");
    addIf(
        problems,
        isByClaims() && !bound(BoundField.SCALE_SETS).isEmpty() && excludesScaleSets(),
        "bound_scale_sets of virtual machines needs resource_proof \"directory\": no claim names the"
            + " scale set of a virtual machine");
    addIf(
        problems,
        isByClaims() && renewProof,
        "renew_resource_proof needs resource_proof \"directory\": \"claims\" never asks Azure");
  }

  private void addAttestedProblems(List<String> problems) {
    problems.addAll(BoundAttestation.problems(attestation, attestationPolicies));
    if (attestedDocument) {
      addMachineProblems(problems, "require_attested_document");
    }
    if (!attestation.isEmpty()) {
      addMachineProblems(problems, "bound_attestation");
    }
  }

  private void addMachineProblems(List<String> problems, String field) {
    addIf(
        problems,
        isByClaims(),
        field
            + " needs resource_proof \"directory\": its vmId is compared with Resource Manager's");
    addIf(
        problems,
        !isBound(),
        field
            + " needs a binding to resources, such as bound_subscription_ids: a login without a"
            + " resource has no machine");
  }

  private boolean excludesScaleSets() {
    BoundList types = bound(BoundField.RESOURCE_TYPES);
    BoundList ids = bound(BoundField.RESOURCE_IDS);
    boolean byType = !types.isEmpty() && !types.contains(ResourceType.SCALE_SET.value());
    boolean byId =
        !ids.isEmpty()
            && ids.values().stream()
                .flatMap(id -> ResourceId.parse(id).stream())
                .noneMatch(ResourceId::isScaleSet);
    return byType || byId;
  }

  /** The bindings, where there are no {@link #problems}. */
  ResourceBindings build() {
    return new ResourceBindings(
        new BoundLists(lists),
        new BoundTags(tags),
        ResourceProof.parse(proof).orElseThrow(),
        renewProof,
        attestedDocument,
        BoundAttestation.of(attestation, attestationPolicies));
  }

  private BoundList bound(BoundField field) {
    return lists.getOrDefault(field, BoundList.NONE);
  }

  private static void addIf(List<String> problems, boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }
}
