/** {@code operator setup-azure}: what a mount needs in Azure, as lines for the tools of Azure. */
package io.azimuth.bootstrap.command.client.azure.setup;
