package io.azimuth.azure.grace;

import io.azimuth.domain.azure.grace.MachineProof;

/**
 * A proof that a granted login is to keep.
 *
 * @param proof the answer of Azure
 */
public record ProofToKeep(ProofRecordName recordName, MachineProof proof) {}
