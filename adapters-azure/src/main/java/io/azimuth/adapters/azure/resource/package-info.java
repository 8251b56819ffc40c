/**
 * Azure Resource Manager and Microsoft Graph through the Azure SDK.
 *
 * <p>{@link io.azimuth.adapters.azure.resource.ResourceModule} binds the ports. One credential and
 * one pipeline each per {@link io.azimuth.application.port.azure.DirectoryAccess}; all of a cloud
 * share one HTTP client.
 */
package io.azimuth.adapters.azure.resource;
