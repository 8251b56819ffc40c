/** The rules about the attestation of the platform of a machine. */
package io.azimuth.domain.azure.login.rule.attestation;
