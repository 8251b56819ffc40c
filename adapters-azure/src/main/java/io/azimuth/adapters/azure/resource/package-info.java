/**
 * Azure Resource Manager through the Azure SDK.
 *
 * <p>{@link io.azimuth.adapters.azure.resource.ResourceModule} binds the port. One credential and
 * one pipeline per {@link io.azimuth.application.port.azure.DirectoryAccess}; all of a cloud share
 * one HTTP client.
 */
package io.azimuth.adapters.azure.resource;
