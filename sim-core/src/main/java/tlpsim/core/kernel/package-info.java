/**
 * The PCI/TPH core of Linux (drivers/pci/tph.c, drivers/pci/msi/msi.c) as a model: the same checks in the same order with the same errors, on the
 * registers of a function, with every access counted.
 */
package tlpsim.core.kernel;
